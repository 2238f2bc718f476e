/** What the program's names, results and layers are claimed to be, kept as it is found. */
import type { Dimension } from '../domain/dimension';
import { symbolsOf } from '../domain/symbols';
import type { ElementType } from '../domain/element-type';
import { mayBeConfused, type Shape } from '../domain/shape';
import { withoutDatasets } from '../domain/unknown-length';
import { capturedNames } from '../syntax/captured-names';
import type { Expression, Range, Statement } from '../syntax/program';
import { sizesCalled } from './comment-names';
import type { Frame } from './frame';
import type { Machine } from './machine';
import type { Site, Value } from './value';

/** Turns of a loop whose claims are compared with each other. */
const MAX_COMPARED = 32;

export interface ClaimRecord {
  path: string;
  name: string;
  statement: Range;
  target: Range;
  shape: Shape | null;
  /** What the target held before the statement, where it held a tensor; null where that is not known. */
  before?: Shape | null;
  /** Whether a comprehension or lambda in the statement uses the target's name. */
  captured?: boolean;
  type?: ElementType;
  caller?: Site;
  /** What was called by the names in the comment behind the statement. */
  called?: ReadonlyMap<string, Dimension>;
  /** Whether turns of a loop claim for the same place, one by one. */
  repeated?: boolean;
}

/** What a layer gave that stands inside a container; the range is of the call that makes it. */
export interface LayerRecord extends Site {
  shape: Shape | null;
}

/** What a statement gives a target. */
interface Given {
  /** Tells it from the statement's others. */
  name: string;
  target: Expression;
  value: Value;
  /** What the target held, where it held anything. */
  before?: Value | undefined;
}

export function claim(machine: Machine, statement: Statement, { name, target, value, before }: Given): void {
  if (!machine.keepsClaims || machine.silent || !mayBeTensor(value)) return;
  const { scope, caller } = machine.frame;
  const shape = shapeOf(machine, value);
  const names = scope.path === machine.main ? machine.commentNames.get(statement.range.end) : undefined;
  const confused = isConfused(machine.frame, `${target.range.start} ${name}`, shape);
  machine.claims.push({
    path: scope.path,
    name,
    statement: statement.range,
    target: target.range,
    shape: confused ? null : shape,
    ...(value.kind === 'tensor' && value.type && { type: value.type }),
    ...(before &&
      mayBeTensor(before) && { before: shapeOf(machine, before), captured: capturedNames(statement).has(name) }),
    ...(caller && { caller }),
    ...(names && { called: sizesCalled(machine, names) }),
    ...(machine.turns > 1 && { repeated: true }),
  });
}

const mayBeTensor = ({ kind }: Value): boolean => kind === 'tensor' || kind === 'unknown';

export function claimLayer(machine: Machine, { path, range }: Site, value: Value): void {
  if (!machine.silent) machine.layers.push({ path, range, shape: shapeOf(machine, value) });
}

/** The shape of a value where it holds throughout the call under way. */
export function shapeOf({ frame }: Machine, value: Value): Shape | null {
  if (value.kind !== 'tensor') return null;
  const { open, dimensions } = value.shape;
  const plain = { open, dimensions: dimensions.map(withoutDatasets) };
  return isStable(frame, plain) ? plain : null;
}

/** Whether a call has already claimed another shape there that the same sizes may fit: symbols would be confused. */
function isConfused(frame: Frame, place: string, shape: Shape | null): boolean {
  const claimed = (frame.claimed ??= new Map<string, readonly Shape[]>());
  const before = claimed.get(place) ?? [];
  claimed.set(place, shape ? [...before.slice(-MAX_COMPARED), shape] : before);
  return shape !== null && before.slice(-MAX_COMPARED).some((other) => mayBeConfused(shape, other));
}

/** Whether every symbol keeps its value throughout a call. */
function isStable({ changing }: Frame, { open, dimensions }: Shape): boolean {
  const changes = (serial: number): boolean => changing.some(({ from, to }) => from <= serial && serial < to);
  return open || changing.length === 0 || !dimensions.some((dimension) => symbolsOf(dimension).some(changes));
}
