import { basename } from 'node:path';
import type { Claim } from './analysis';
import { unknownDimension, type Dimension } from './domain/dimension';
import { anonymousFormula } from './domain/symbols';
import { joinTypes } from './domain/element-type';
import { joinShapes, mayBeConfused, shapeKey, type Shape } from './domain/shape';
import type { ClaimRecord } from './interpreter/claiming';
import type { Lines } from './syntax/lines';
import type { Texts } from './syntax/texts';

/** Contexts of one place that are told apart; a place reached with more shapes than that is one that nothing is said of. */
const MAX_CONTEXTS = 64;

/** What claims are told with: the texts, and the program's names for sizes that had none. */
interface Told {
  files: Texts;
  names: ReadonlyMap<string, string>;
}

/**
 * Equal claims once; contexts are named where a place has several shapes. They are all that it can have: where one
 * context's shape is unknown, or there are too many, the others would claim too much.
 */
export function claims(records: readonly ClaimRecord[], path: string, { files, names }: Told): Claim[] {
  const lines = files.lines(path);
  const places = new Map<string, Map<string, ClaimRecord>>();
  for (const made of records) {
    if (made.path !== path) continue;
    const record = heldBefore(made, lines) === null ? { ...made, shape: null } : made;
    const place = `${record.statement.start} ${record.target.start} ${record.name}`;
    const contexts = places.get(place) ?? new Map<string, ClaimRecord>();
    const shape = keyOfShapes(record, lines);
    const known = contexts.get(shape);
    if (known) contexts.set(shape, sameType([known, record])[0]!);
    else if (contexts.size <= MAX_CONTEXTS) contexts.set(shape, record);
    places.set(place, contexts);
  }
  const plain = new PlainSizes(names);
  return [...places.values()].flatMap((contexts) => {
    const all = sameType([...contexts.values()]);
    if (all.length <= MAX_CONTEXTS && all.every(({ shape }) => shape?.open === false))
      return all.length === 1
        ? [claim(plain.of(all[0]!), lines)]
        : all.map((record) => claim(record, lines, contextOf(record, files)));
    const shape = all.length > MAX_CONTEXTS ? null : common(all.map((each) => each.shape));
    return [claim({ ...all[0]!, shape }, lines)];
  });
}

function keyOfShapes(record: ClaimRecord, lines: Lines): string {
  const held = heldBefore(record, lines);
  return `${record.shape ? shapeKey(record.shape) : '?'} ${held ? shapeKey(held) : ''}`;
}

/** With the type that all have, if any. */
function sameType(records: readonly ClaimRecord[]): ClaimRecord[] {
  const type = records.map((record) => record.type).reduce(joinTypes);
  return records.map(({ type: _, ...record }) => ({ ...record, ...(type && { type }) }));
}

/** One symbol for each formula of sizes that have no name, which says as much. */
class PlainSizes {
  private readonly formulas = new Map<string, Dimension>();

  constructor(private readonly names: ReadonlyMap<string, string>) {}

  of(record: ClaimRecord): ClaimRecord {
    const { shape } = record;
    return { ...record, shape: shape && { ...shape, dimensions: shape.dimensions.map((size) => this.size(size)) } };
  }

  private size(size: Dimension): Dimension {
    const key = anonymousFormula(size, this.names);
    if (key === undefined) return size;
    const known = this.formulas.get(key) ?? unknownDimension();
    this.formulas.set(key, known);
    return known;
  }
}

/** The least shape that describes all; null where one is unknown. */
const common = (shapes: readonly (Shape | null)[]): Shape | null =>
  shapes.reduce((all, shape) => all && shape && joinShapes(all, shape));

/** Where the call stands that a record is of. */
function contextOf({ path, caller }: ClaimRecord, files: Texts): string | undefined {
  if (!caller) return undefined;
  const line = files.lines(caller.path).line(caller.range.start);
  return `called from line ${line}${caller.path === path ? '' : ` of ${basename(caller.path)}`}`;
}

/** What whoever traces the statement may still see in the target: between its lines, or in a comprehension of it. */
const heldBefore = ({ statement, before, captured }: ClaimRecord, lines: Lines): Shape | null | undefined =>
  captured || lines.line(statement.start) !== lines.line(statement.end) ? before : undefined;

const claim = (record: ClaimRecord, lines: Lines, context?: string): Claim => {
  const { name, statement, target, shape, type } = record;
  const held = heldBefore(record, lines);
  return {
    name,
    line: lines.line(statement.start),
    range: target,
    shape: held && shape && mayBeConfused(held, shape) ? null : shape,
    ...(held && { before: held }),
    ...(type && { type }),
    ...(context !== undefined && { context }),
  };
};
