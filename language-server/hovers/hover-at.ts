import type { Claim } from '../analysis';
import { printShape } from '../domain/shape';
import type { Theme } from '../protocol';
import type { Language, Range } from '../syntax/program';
import type { QualifiedName } from '../syntax/qualified-name';
import { equationOf, libraryOf } from './equation-of';
import { explain, type Subject } from './explanation';
import { code } from './markdown';
import type { Pictures } from './pictures';
import { stringNameAt } from './string-name';

/** A place in a text and what is known there. Offsets are UTF-16 code units. */
export interface Place {
  readonly text: string;
  readonly language: Language;
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

/** What the text at a place names: through its imports, or as a string that a library understands. */
function subjectAt({
  name,
  text,
  offset,
  language,
}: Place): (Pick<Subject, 'label' | 'library' | 'equation'> & { range: Range }) | undefined {
  const equation = name && equationOf(name.name);
  if (equation) return { label: name.name, library: libraryOf(name.name), equation, range: name.range };
  const named = stringNameAt(text, offset);
  return named && { ...named, library: language === 'python' ? 'keras' : 'tfjs' };
}

/** The hover at a place, as Markdown: a library's name explained, or the shape of what is assigned there. */
export function hoverAt(place: Place): { markdown: string; range: Range } | null {
  const { text, offset, claims, theme, pictures } = place;
  const subject = subjectAt(place);
  if (subject) {
    const line = lineOf(text, offset);
    const here = sentences(claims.filter((claim) => claim.line === line));
    const picture = pictures[subject.equation.id];
    return { markdown: explain({ ...subject, picture, theme, here }), range: subject.range };
  }
  const assigned = claims.filter(({ range }) => contains(range, offset));
  const shapes = sentences(assigned);
  return shapes.length > 0 ? { markdown: shapes.join('\n\n'), range: assigned[0]!.range } : null;
}
