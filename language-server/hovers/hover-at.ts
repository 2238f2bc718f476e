import type { Claim } from '../analysis';
import { printShape } from '../domain/shape';
import type { Theme } from '../protocol';
import type { Range } from '../syntax/program';
import type { QualifiedName } from '../syntax/qualified-name';
import { equationOf } from './equation-of';
import { explain } from './explanation';
import { code } from './markdown';
import type { Pictures } from './pictures';

/** A place in a text and what is known there. Offsets are UTF-16 code units. */
export interface Place {
  readonly text: string;
  readonly offset: number;
  /** What the name under the offset refers to. */
  readonly name: QualifiedName | undefined;
  readonly claims: readonly Claim[];
  readonly theme: Theme;
  readonly pictures: Pictures;
}

const contains = ({ start, end }: Range, offset: number): boolean => start <= offset && offset <= end;

/** The line of an offset, from 1. */
const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** `x` is `(B, 64)`, once for each call that the claim holds for; nothing where the shape is not known. */
function sentence({ name, shape, context }: Claim): string[] {
  if (shape === null) return [];
  const subject = name === 'return' ? 'Returns' : `${code(name)} is`;
  return [`${subject} ${code(printShape(shape))}${context === undefined ? '' : ` (${context})`}`];
}

const sentences = (claims: readonly Claim[]): string[] => [...new Set(claims.flatMap(sentence))];

/** The hover at a place, as Markdown: a library's name explained, or the shape of what is assigned there. */
export function hoverAt({
  text,
  offset,
  name,
  claims,
  theme,
  pictures,
}: Place): { markdown: string; range: Range } | null {
  const equation = name && equationOf(name.name);
  if (equation) {
    const line = lineOf(text, offset);
    const here = sentences(claims.filter((claim) => claim.line === line));
    const picture = pictures[equation.id];
    return { markdown: explain({ name: name.name, equation, picture, theme, here }), range: name.range };
  }
  const assigned = claims.filter(({ range }) => contains(range, offset));
  const shapes = sentences(assigned);
  return shapes.length > 0 ? { markdown: shapes.join('\n\n'), range: assigned[0]!.range } : null;
}
