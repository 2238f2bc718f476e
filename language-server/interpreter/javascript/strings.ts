import type { Methods } from '../container-methods';
import { boolean, list, string, UNKNOWN, type Value } from '../value';

type Text = Extract<Value, { kind: 'string' }>;

const mapped =
  (rewrite: (text: string) => string): NonNullable<Methods<Text>[string]> =>
  (_, { value }) =>
    string(rewrite(value));

const tested =
  (test: (text: string, part: string) => boolean): NonNullable<Methods<Text>[string]> =>
  (_, { value }, part = UNKNOWN) =>
    part.kind === 'string' ? boolean(test(value, part.value)) : UNKNOWN;

export const STRING: Methods<Text> = {
  toLowerCase: mapped((text) => text.toLowerCase()),
  toUpperCase: mapped((text) => text.toUpperCase()),
  trim: mapped((text) => text.trim()),
  toString: mapped((text) => text),
  startsWith: tested((text, part) => text.startsWith(part)),
  endsWith: tested((text, part) => text.endsWith(part)),
  includes: tested((text, part) => text.includes(part)),
  split: (_, { value }, separator) =>
    separator?.kind === 'string' ? list(value.split(separator.value).map(string), 'array') : list(undefined, 'array'),
};
