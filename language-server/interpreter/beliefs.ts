import { add, multiply, negate, unknownDimension, type Dimension } from '../domain/dimension';
import { floorDivide } from '../domain/division';
import { shape } from '../domain/shape';
import type { Parameter } from '../syntax/program';
import type { ModelRecord } from '../models/rows';
import { attempt } from './attempt';
import type { DocumentedShape } from './documented-shapes';
import type { ClaimRecord, LayerRecord } from './claiming';
import type { Machine } from './machine';
import type { PassRecord } from './passes';
import type { SizeName } from './size-names';
import { tensor, type Tensor } from './value';
import { isMany, type WrittenSize } from './written-shapes';

/**
 * What an author says of a parameter's shape is a belief: it names sizes, and a function that nothing in the program can
 * call is shown with it. No finding rests on it, and it is dropped where the function could not run with it. So a claim
 * stays true: where the function runs, its caller has the program call it as documented, or not at all.
 */
export function believedTensor(
  machine: Machine,
  parameter: Parameter,
  { sizes, numpy }: DocumentedShape,
  names: Map<string, Dimension>,
): Tensor {
  const open = sizes.findLastIndex(isMany);
  const dimensions = sizes.slice(open + 1).map((size) => sizeOf(machine, size, names));
  const array = machine.javascript ? 'tfjs.Tensor' : numpy ? 'numpy.ndarray' : undefined;
  return tensor(shape(dimensions, open >= 0), {
    ...(array && { array }),
    ...((parameter.default ?? parameter.annotation?.kind === 'subscript') && { optional: true }),
  });
}

/** A number, a name, or a formula of two. */
function sizeOf(machine: Machine, written: WrittenSize, names: Map<string, Dimension>): Dimension {
  if (typeof written === 'number') return written > 0 ? written : unknownDimension();
  const [, left, operator, right] =
    /^(\w+)(?:\s*(\/\/|[*+-])\s*(\w+))?$/.exec(written.replace(/(?<=\w) (?=\w)/g, '_')) ?? [];
  if (left === undefined) return unknownDimension();
  const size = atom(machine, left, names);
  return operator === undefined ? size : combined(operator, size, atom(machine, right!, names));
}

function atom(machine: Machine, word: string, names: Map<string, Dimension>): Dimension {
  if (/^\d+$/.test(word)) return Number(word);
  const size = names.get(word) ?? machine.symbol(word);
  names.set(word, size);
  return size;
}

const combined = (operator: string, left: Dimension, right: Dimension): Dimension => {
  if (operator === '*') return multiply(left, right);
  if (operator === '//') return floorDivide(left, right);
  return add(left, operator === '-' ? negate(right) : right);
};

/** What is told of shapes. */
interface Told {
  claims: ClaimRecord[];
  layers: LayerRecord[];
  models: ModelRecord[];
  passes: PassRecord[];
  sizeNames: SizeName[];
}

type Lengths = Record<keyof Told, number>;

const lengths = ({ claims, layers, models, passes, sizeNames }: Machine): Lengths => ({
  claims: claims.length,
  layers: layers.length,
  models: models.length,
  passes: passes.length,
  sizeNames: sizeNames.length,
});

const toldSince = (machine: Machine, since: Lengths): Told => ({
  claims: machine.claims.slice(since.claims),
  layers: machine.layers.slice(since.layers),
  models: machine.models.slice(since.models),
  passes: machine.passes.slice(since.passes),
  sizeNames: machine.sizeNames.slice(since.sizeNames),
});

/**
 * Runs a function with any arguments, and then with those that it is said to get: that is what is shown of it. False
 * where already the former takes too long.
 */
export function believing(machine: Machine, run: () => boolean, runWithBeliefs: () => boolean): boolean {
  const before = lengths(machine);
  if (!run()) return false;
  const between = lengths(machine);
  const any = toldSince(machine, before);
  const takeBack = attempt(machine);
  const belief = { contradicted: false };
  machine.belief = belief;
  const finished = runWithBeliefs();
  machine.belief = undefined;
  const believed = toldSince(machine, between);
  takeBack();
  if (finished && !belief.contradicted) showInstead(machine, before, any, believed);
  return true;
}

/** Places that the believed run has not come to are shown as any run has them. */
function showInstead(machine: Machine, from: Lengths, any: Told, believed: Told): void {
  const { claims, layers, models, passes, sizeNames } = machine;
  claims.splice(from.claims, Infinity, ...elsewhere(any.claims, believed.claims, placeOfClaim), ...believed.claims);
  layers.splice(from.layers, Infinity, ...elsewhere(any.layers, believed.layers, placeOfLayer), ...believed.layers);
  if (believed.models.length > 0) models.splice(from.models, Infinity, ...believed.models);
  if (believed.passes.length > 0) passes.splice(from.passes, Infinity, ...believed.passes);
  sizeNames.push(...believed.sizeNames);
}

const placeOfClaim = ({ path, statement, target, name }: ClaimRecord): string =>
  `${statement.start} ${target.start} ${name} ${path}`;

const placeOfLayer = ({ path, range }: LayerRecord): string => `${range.start} ${path}`;

function elsewhere<T>(all: readonly T[], told: readonly T[], placeOf: (each: T) => string): T[] {
  const places = new Set(told.map(placeOf));
  return all.filter((each) => !places.has(placeOf(each)));
}
