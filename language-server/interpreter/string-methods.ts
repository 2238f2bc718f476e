import type { Method, MethodCall, Methods } from './container-methods';
import { braceFormat, printed, replacedText, textOfParts } from './formatting';
import { iterate } from './iteration';
import { boolean, integer, list, NONE, string, tuple, UNKNOWN, type Value } from './value';

type Text = Extract<Value, { kind: 'string' }>;

const mapped =
  (rewrite: (text: string) => string): Method<Text> =>
  (_, { value }) =>
    string(rewrite(value));

/** One part, or any of a tuple of them. */
const tested =
  (test: (text: string, part: string) => boolean): Method<Text> =>
  (_, { value }, part = UNKNOWN) => {
    const parts = part.kind === 'tuple' ? part.elements : [part];
    return parts.every((each): each is Text => each.kind === 'string')
      ? boolean(parts.some((each) => test(value, each.value)))
      : UNKNOWN;
  };

/** Whether it has characters and all are of a class. */
const consists =
  (characters: RegExp): Method<Text> =>
  (_, { value }) =>
    isPlain(value) ? boolean(characters.test(value)) : UNKNOWN;

/** Python and JavaScript differ in what is a letter, a digit or a blank beyond these. */
const isPlain = (text: string): boolean => /^[\x20-\x7e\n\t\r]*$/.test(text);

/** Drops blanks, or the characters that are given, at the ends that are named. */
const stripped =
  (...ends: ('start' | 'end')[]): Method<Text> =>
  (_, { value }, characters = NONE) => {
    const dropped =
      characters.kind === 'none' ? ' \t\n\r\f\v' : characters.kind === 'string' ? characters.value : undefined;
    if (dropped === undefined) return UNKNOWN;
    const letters = Array.from(value);
    const first = ends.includes('start') ? letters.findIndex((letter) => !dropped.includes(letter)) : 0;
    const last = ends.includes('end') ? letters.findLastIndex((letter) => !dropped.includes(letter)) : letters.length;
    return string(first < 0 ? '' : letters.slice(first, last + 1).join(''));
  };

/** Where a part stands; -1 where it does not. */
const found =
  (search: (text: string, part: string) => number): Method<Text> =>
  (_, { value }, part = UNKNOWN, ...bounds) =>
    part.kind === 'string' && bounds.length === 0 && isPlain(value) ? integer(search(value, part.value)) : UNKNOWN;

/** What stands before, the separator, and what stands after. */
function partition(_: MethodCall, { value }: Text, separator: Value = UNKNOWN): Value {
  if (separator.kind !== 'string' || !separator.value) return UNKNOWN;
  const at = value.indexOf(separator.value);
  const parts =
    at < 0 ? [value, '', ''] : [value.slice(0, at), separator.value, value.slice(at + separator.value.length)];
  return tuple(parts.map(string));
}

const format = ({ given }: MethodCall, { value }: Text, ...positional: (Value | undefined)[]): Value => {
  const text = braceFormat(
    value,
    positional.map((each) => each ?? UNKNOWN),
    given.named,
  );
  return text === undefined ? UNKNOWN : string(text);
};

/** A text's parts between separators; its words where there is none. */
function partsOf(text: string, separator: Value): string[] | undefined {
  if (separator.kind === 'none') return text.split(/\s+/).filter(Boolean);
  return separator.kind === 'string' && separator.value ? text.split(separator.value) : undefined;
}

/** At most so many cuts are made, from the left or from the right. */
const split =
  (side: 'left' | 'right'): Method<Text> =>
  ({ given }, { value }, separator = given.named.get('sep') ?? NONE, limit = given.named.get('maxsplit')) => {
    const parts = partsOf(value, separator);
    if (!limit) return list(parts?.map(string));
    const cuts = limit.kind === 'integer' ? limit.value : undefined;
    if (!parts || typeof cuts !== 'number' || cuts < 0 || separator.kind !== 'string') return list(undefined);
    const rest = Math.max(0, parts.length - 1 - cuts);
    const joined = (from: number, to: number): string => parts.slice(from, to).join(separator.value);
    const kept =
      side === 'left'
        ? [...parts.slice(0, cuts), joined(cuts, parts.length)]
        : [joined(0, rest + 1), ...parts.slice(rest + 1)];
    return list((rest > 0 ? kept : parts).map(string));
  };

/** Methods of strings. */
export const STRING: Methods<Text> = {
  lower: mapped((text) => text.toLowerCase()),
  upper: mapped((text) => text.toUpperCase()),
  strip: stripped('start', 'end'),
  lstrip: stripped('start'),
  rstrip: stripped('end'),
  isdigit: consists(/^\d+$/),
  isnumeric: consists(/^\d+$/),
  isalpha: consists(/^[a-z]+$/i),
  isalnum: consists(/^[a-z\d]+$/i),
  isspace: consists(/^\s+$/),
  find: found((text, part) => text.indexOf(part)),
  rfind: found((text, part) => text.lastIndexOf(part)),
  count: found((text, part) => (part ? text.split(part).length - 1 : text.length + 1)),
  partition,
  splitlines: ({ given }, { value }, keep) =>
    keep || given.named.size > 0 || !isPlain(value) || value === ''
      ? list(undefined)
      : list(value.replace(/\n$/, '').split('\n').map(string)),
  startswith: tested((text, part) => text.startsWith(part)),
  endswith: tested((text, part) => text.endsWith(part)),
  format,
  split: split('left'),
  rsplit: split('right'),
  join: ({ machine }, { value }, parts = UNKNOWN) => textOfParts(iterate(machine, parts)?.map(printed), value),
  replace: (_, { value }, from = UNKNOWN, to = UNKNOWN) =>
    from.kind === 'string' && to.kind === 'string' ? replacedText(value, from.value, to.value) : UNKNOWN,
};
