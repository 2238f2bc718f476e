import type { Claim } from '../analysis';
import { printShape } from '../domain/shape';
import { parameterAt } from '../libraries/parameter-at';
import { describeCall } from '../models/describe';
import type { LayerCall } from '../models/models';
import type { Theme } from '../protocol';
import type { NamedArgument } from '../syntax/argument-at';
import type { Language, Range } from '../syntax/program';
import type { QualifiedName } from '../syntax/qualified-name';
import { equationOf, libraryOf } from './equation-of';
import { explain, type Subject } from './explanation';
import { code, plain } from './markdown';
import type { Pictures } from './pictures';
import { stringNameAt } from './string-name';

/** A place in a text and what is known there. Offsets are UTF-16 code units. */
export interface Place {
  readonly text: string;
  readonly language: Language;
  readonly offset: number;
  /** What the name under the offset refers to. */
  readonly name: QualifiedName | undefined;
  /** The argument under it. */
  readonly argument?: NamedArgument | undefined;
  readonly claims: readonly Claim[];
  /** Calls of layers. */
  readonly calls?: readonly LayerCall[];
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
  return [`${subject} ${code(printShape(shape))}${context === undefined ? '' : ` (${plain(context)})`}`];
}

const sentences = (claims: readonly Claim[]): string[] => [...new Set(claims.flatMap(sentence))];

/** Calls of one layer that are told apart; more would be longer than the code. */
const MAX_CALLS = 3;

/** Whether the offset is on what is called, before its arguments. */
function onCallee({ start, end }: Range, { text, offset }: Place): boolean {
  if (!contains({ start, end }, offset)) return false;
  const open = text.slice(start, end).indexOf('(');
  return open > 0 && offset <= start + open;
}

/** Lines of Markdown about a range of the text. */
interface Lines {
  lines: string[];
  range: Range;
}

/** What layers that are made or called in a chosen place make of what they get, and what that costs. */
function layersIn({ calls = [] }: Place, isWanted: (range: Range) => boolean): Lines | undefined {
  const found = calls.flatMap((call) => {
    const range = call.ranges.find(isWanted);
    const line = describeCall(call);
    return range && line !== undefined ? [{ range, line }] : [];
  });
  const lines = [...new Set(found.map(({ line }) => line))];
  return lines.length === 0 || lines.length > MAX_CALLS ? undefined : { lines, range: found[0]!.range };
}

/** The layer under the offset. */
function layersAt(place: Place): Lines | undefined {
  const found = layersIn(place, (range) => onCallee(range, place));
  if (!found) return undefined;
  const { start, end } = found.range;
  return { ...found, range: { start, end: start + place.text.slice(start, end).indexOf('(') } };
}

/** The layer that the argument under the offset is of, with the argument's name: `in_features`. */
function layersOf(place: Place): Lines | undefined {
  const { argument } = place;
  if (!argument) return undefined;
  const { call, of, by, range } = argument;
  const found = layersIn(place, ({ start, end }) => start === call.start && end === call.end);
  const name = typeof by === 'string' ? by : of && parameterAt(of, by);
  const title = name !== undefined && of !== undefined ? [`${code(name)} of ${code(of)}`] : [];
  return found && { lines: [...title, ...found.lines], range };
}

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
  const layer = layersAt(place) ?? (subject ? undefined : layersOf(place));
  if (subject) {
    const line = lineOf(text, offset);
    const here = [...sentences(claims.filter((claim) => claim.line === line)), ...(layer?.lines ?? [])];
    const picture = pictures[subject.equation.id];
    return { markdown: explain({ ...subject, picture, theme, here }), range: subject.range };
  }
  const assigned = claims.filter(({ range }) => contains(range, offset));
  const shapes = sentences(assigned);
  const range = layer?.range ?? assigned[0]?.range;
  const lines = [...shapes, ...(layer?.lines ?? [])];
  return range && lines.length > 0 ? { markdown: lines.join('\n\n'), range } : null;
}
