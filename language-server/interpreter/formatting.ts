import { MAX_LENGTH, string, UNKNOWN, type Value } from './value';

/** What `str()` and f-strings make of a value; undefined where that is not known. */
export function printed(value: Value): string | undefined {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'integer' && typeof value.value === 'number') return String(value.value);
  if (value.kind === 'none') return 'None';
  if (value.kind === 'boolean') return value.value ? 'True' : 'False';
  return undefined;
}

/** Of a format specification: fill with zeros, width, and the type of an integer or a string. */
const SPECIFICATION = /^(0?)(\d*)([ds]?)$/;

/** `format(value, specification)` for plain strings and integers. */
function formatted(value: Value, specification: string): string | undefined {
  const text = printed(value);
  const [, zero, width, type] = SPECIFICATION.exec(specification) ?? [];
  if (text === undefined || width === undefined || Number(width) > MAX_LENGTH) return undefined;
  const whole = value.kind === 'integer';
  if ((type === 'd' && !whole) || (type === 's' && value.kind !== 'string')) return undefined;
  if (whole && zero) return text.startsWith('-') ? undefined : text.padStart(Number(width), '0');
  return whole ? text.padStart(Number(width)) : text.padEnd(Number(width));
}

/** A text of parts; undefined where one is, or where it is too long for a name. */
function joined(parts: readonly (string | undefined)[], between = ''): string | undefined {
  if (!parts.every((part) => part !== undefined)) return undefined;
  const length = parts.reduce((total, part) => total + part.length + between.length, 0);
  return length > MAX_LENGTH ? undefined : parts.join(between);
}

/** The text of parts as a value. */
export function textOfParts(parts: readonly (string | undefined)[] | undefined, between = ''): Value {
  const text = parts && joined(parts, between);
  return text === undefined ? UNKNOWN : string(text);
}

/** `text.replace(from, to)` everywhere. */
export const replacedText = (text: string, from: string, to: string): Value =>
  from === '' ? UNKNOWN : textOfParts(text.split(from), to);

/** `'layer%d' % i`, with one value or a tuple of them. */
export function percentFormat(template: string, value: Value): string | undefined {
  const values = value.kind === 'tuple' ? [...value.elements] : [value];
  const directive = (text: string): string | undefined => {
    if (text === '%%') return '%';
    const each = values.shift();
    return each && (text === '%s' ? printed(each) : formatted(each, text.slice(1)));
  };
  const parts = template.split(/(%%|%0?\d*[ds])/).map((part, i) => (i % 2 === 1 ? directive(part) : plain(part, '%')));
  return values.length === 0 ? joined(parts) : undefined;
}

/** Text between directives; what looks like another directive is not understood. */
const plain = (text: string, sign: string): string | undefined => (text.includes(sign) ? undefined : text);

/** `'{}_{name:02d}'.format(…)`: fields without attributes and items. */
export function braceFormat(
  template: string,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
): string | undefined {
  let next = 0;
  const field = (text: string): string | undefined => {
    if (text === '{{' || text === '}}') return text[0];
    const [name = '', specification = ''] = text.slice(1, -1).split(':');
    const value = name === '' ? positional[next++] : /^\d+$/.test(name) ? positional[Number(name)] : named.get(name);
    return value && formatted(value, specification);
  };
  const parts = template.split(/(\{\{|\}\}|\{\w*(?::[^{}]*)?\})/);
  return joined(parts.map((part, i) => (i % 2 === 1 ? field(part) : plain(part, '{'))));
}
