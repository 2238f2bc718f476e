import type { Value } from './value';

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
export function formatted(value: Value, specification: string): string | undefined {
  const text = printed(value);
  const [, zero, width, type] = SPECIFICATION.exec(specification) ?? [];
  if (text === undefined || width === undefined) return undefined;
  const whole = value.kind === 'integer';
  if ((type === 'd' && !whole) || (type === 's' && value.kind !== 'string')) return undefined;
  if (whole && zero) return text.startsWith('-') ? undefined : text.padStart(Number(width), '0');
  return whole ? text.padStart(Number(width)) : text.padEnd(Number(width));
}

/** `'layer%d' % i`, with one value or a tuple of them. */
export function percentFormat(template: string, value: Value): string | undefined {
  const values = value.kind === 'tuple' ? [...value.elements] : [value];
  let known = true;
  const text = template.replace(/%(%|0?\d*[ds])/g, (_, directive: string) => {
    if (directive === '%') return '%';
    const each = values.shift();
    const part = each && (directive === 's' ? printed(each) : formatted(each, directive.replace(/s$/, '')));
    known &&= part !== undefined;
    return part ?? '';
  });
  return known && values.length === 0 && !/%(?![ds%0-9])/.test(template) ? text : undefined;
}

/** `'{}_{name:02d}'.format(…)`: fields without attributes and items. */
export function braceFormat(
  template: string,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
): string | undefined {
  let next = 0;
  let known = true;
  const text = template.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (whole, field: string | undefined) => {
    if (field === undefined) return whole[0]!;
    const [, name = '', specification = ''] = /^(\w*)(?::(.*))?$/.exec(field) ?? [undefined, undefined];
    const value = name === '' ? positional[next++] : /^\d+$/.test(name) ? positional[Number(name)] : named.get(name);
    const part = value && /^\w*(:.*)?$/.test(field) ? formatted(value, specification) : undefined;
    known &&= part !== undefined;
    return part ?? '';
  });
  return known ? text : undefined;
}
