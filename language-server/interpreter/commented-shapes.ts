import type { Dimension } from '../domain/dimension';
import { different } from '../domain/order';
import type { Shape } from '../domain/shape';
import type { Comment, Program } from '../syntax/program';
import type { ClaimRecord } from './claiming';
import type { Machine } from './machine';
import { otherName } from './comment-names';
import { firstNames, nameSize } from './size-names';
import { isMany, listedSizes, shapeAlone, type WrittenShape, type WrittenSize } from './written-shapes';

/** Whether {@link compareComments} may report a comment. */
export const statesShape = ({ text }: Comment): boolean => shapeAlone(text) !== undefined;

/** Whether no tensor has both shapes: another number of axes, or another number on one. */
export const contradicts = (sizes: readonly WrittenSize[], { open, dimensions }: Shape): boolean =>
  !open &&
  !sizes.some(isMany) &&
  (sizes.length !== dimensions.length || sizes.some((size, i) => isOther(size, dimensions[i]!)));

const isOther = (written: WrittenSize, size: Dimension): boolean =>
  typeof written === 'number' && different(written, size);

/** All that a statement is known to bind to one target. */
interface Bound {
  records: ClaimRecord[];
  end: number;
}

/**
 * Reports comments of a shape behind an assignment whose value never has it, whatever call leads there; others name
 * sizes that have no name.
 */
export function compareComments(machine: Machine, { comments }: Program, path: string, text: string): void {
  const given = firstNames(machine.sizeNames);
  const bound = boundIn(machine.claims.filter((claim) => claim.path === path));
  for (const comment of comments) {
    const written = shapeAlone(comment.text);
    const sizes = written?.sizes ?? listedSizes(comment.text);
    const last = sizes && lastBefore(bound, comment.range.start);
    if (!last || text.slice(last.end, comment.range.start).includes('\n')) continue;
    if (written) compare(machine, { comment, written, path, given }, last.records);
    if (isOf(written, last.records)) for (const { shape } of last.records) nameSizes(machine, sizes, shape);
  }
}

/** Names the sizes of a shape that a comment fits. */
export function nameSizes(machine: Machine, sizes: readonly WrittenSize[], shape: Shape | null): void {
  if (!shape || shape.open || sizes.length !== shape.dimensions.length || contradicts(sizes, shape)) return;
  sizes.forEach((size, i) => {
    if (typeof size === 'string' && /^[A-Za-z]\w*$/.test(size)) nameSize(machine, shape.dimensions[i]!, size);
  });
}

/** By the ends of their statements, one for each target. */
function boundIn(claims: readonly ClaimRecord[]): Bound[] {
  const byTarget = new Map<string, Bound>();
  for (const record of claims) {
    const key = `${record.statement.start} ${record.target.start}`;
    const known = byTarget.get(key) ?? { records: [], end: record.statement.end };
    known.records.push(record);
    byTarget.set(key, known);
  }
  return [...byTarget.values()].sort((a, b) => a.end - b.end);
}

/** The only target of the statement that ends last before `offset`. */
function lastBefore(bound: readonly Bound[], offset: number): Bound | undefined {
  let [low, high] = [0, bound.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bound[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  const found = bound[low - 1];
  return found && bound[low - 2]?.end !== found.end ? found : undefined;
}

/** Whether a comment speaks of what the statement binds. */
const isOf = (written: WrittenShape | undefined, [first]: readonly ClaimRecord[]): boolean =>
  written?.name === undefined || written.name === first?.name;

/** A comment of a shape, and the names that the code has for sizes. */
interface Remark {
  comment: Comment;
  written: WrittenShape;
  path: string;
  given: ReadonlyMap<string, string>;
}

function compare(machine: Machine, { comment, written, path, given }: Remark, records: readonly ClaimRecord[]): void {
  const shapes = records.flatMap(({ shape }) => shape ?? []);
  const [first] = records;
  if (!first || !isOf(written, records) || first.name === 'return' || shapes.length < records.length) return;
  const told = { site: { path, range: comment.range }, name: first.name, written: comment.text.trim() };
  if (shapes.every((shape) => contradicts(written.sizes, shape))) {
    machine.emit({ kind: 'comment', ...told, statement: first.statement, shape: shapes[0]! });
    return;
  }
  const others = records.map(({ shape, called }) => called && otherName(written.sizes, shape!, called, given));
  if (others.every((other) => other !== undefined))
    machine.emit({ kind: 'renamed', ...told, ...others[0]!, shape: shapes[0]! });
}
