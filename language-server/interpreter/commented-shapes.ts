import type { Dimension } from '../domain/dimension';
import { different } from '../domain/order';
import type { Shape } from '../domain/shape';
import type { Comment, Program } from '../syntax/program';
import type { ClaimRecord, Machine } from './machine';

/** A shape as a comment writes it: numbers, names and formulas. */
export interface WrittenShape {
  /** `x: (B, C)` */
  name?: string;
  sizes: readonly (number | string)[];
}

/** `# (B, T, C)`, `# [B, T, C]`, `# x: (batch, time, dim)`, `# shape: (2, 3)`, and nothing else in the comment. */
const WRITTEN = /^(?:shape\s*[:=]?\s*|(\w+(?:\.shape)?)\s*[:=]\s*)?[([]\s*([^()[\]]*?)\s*,?\s*[)\]]$/;

/** What people call sizes: capital letters, and words for axes; other words in brackets may be anything. */
const SIZE =
  /^([A-Z]\w{0,3}|[a-z]\d?|batch(_size)?|(max_)?seq(_len(gth)?)?|time(steps)?|length|channels?|height|width|depth|dim|hidden(_(dim|size))?|features?|heads?|embed(_dim)?|classes|vocab(_size)?|(num|n|d)_\w+)$/;

const isSize = (word: string): boolean => /^\d+$/.test(word) || word.split(/\s*(?:\/\/|[*+/-])\s*/).every(isAtom);
const isAtom = (word: string): boolean => SIZE.test(word) || /^\d+$/.test(word);

/** The shape that a comment consists of; undefined where it may mean something else. */
function writtenShape(text: string): WrittenShape | undefined {
  const [, name, list] = WRITTEN.exec(text.trim()) ?? [];
  const words = list?.split(/\s*,\s*/);
  if (!words || (words.length < 2 && !/,\s*[)\]]$/.test(text.trim())) || !words.every(isSize)) return undefined;
  const sizes = words.map((word) => (/^\d+$/.test(word) ? Number(word) : word));
  return { sizes, ...(name !== undefined && { name: name.replace(/\.shape$/, '') }) };
}

/** Whether {@link compareComments} may report a comment. */
export const statesShape = ({ text }: Comment): boolean => writtenShape(text) !== undefined;

/** Whether no tensor has both shapes: another number of axes, or another number on one. */
const contradicts = ({ sizes }: WrittenShape, { open, dimensions }: Shape): boolean =>
  !open && (sizes.length !== dimensions.length || sizes.some((size, i) => isOther(size, dimensions[i]!)));

const isOther = (written: number | string, size: Dimension): boolean =>
  typeof written === 'number' && different(written, size);

/** All that a statement is known to bind to one target. */
interface Bound {
  records: ClaimRecord[];
  end: number;
}

/** Reports comments of a shape behind an assignment whose value never has it, whatever call leads there. */
export function compareComments(machine: Machine, { comments }: Program, path: string): void {
  const bound = boundIn(machine.claims.filter((claim) => claim.path === path));
  for (const comment of comments) {
    const written = writtenShape(comment.text);
    const last = written && lastBefore(bound, comment.range.start);
    if (last) compare(machine, comment, written, last.records, path);
  }
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

function compare(
  machine: Machine,
  comment: Comment,
  written: WrittenShape,
  records: readonly ClaimRecord[],
  path: string,
): void {
  const shapes = records.flatMap(({ shape }) => shape ?? []);
  const [first] = records;
  const other = written.name !== undefined && written.name !== first?.name;
  if (!first || other || first.name === 'return' || shapes.length < records.length) return;
  if (!shapes.every((shape) => contradicts(written, shape))) return;
  machine.emit({
    kind: 'comment',
    site: { path, range: comment.range },
    statement: first.statement,
    name: first.name,
    written: comment.text.trim(),
    shape: shapes[0]!,
  });
}
