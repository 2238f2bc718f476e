import { own } from '../../domain/own';
import { AMBIENT } from '../../syntax/names';
import { library, UNKNOWN, type Value } from '../value';

/** What every program has without an import, of what sizes and data are made with. */
const GLOBALS = new Set(
  (
    'Math Array Object Number String Boolean Promise JSON Map Set WeakMap Date Error TypeError RangeError console process ' +
    'performance parseInt parseFloat isNaN isFinite require structuredClone Float32Array Float64Array Int32Array ' +
    'Uint8Array Uint8ClampedArray Int8Array Int16Array Uint16Array Uint32Array Symbol'
  ).split(' '),
);

const NUMBERS: Partial<Record<string, number>> = { Infinity, NaN };

/** A name that the program binds nowhere. */
export function globalValue(name: string): Value {
  const ambient = AMBIENT.javascript.get(name);
  if (ambient !== undefined) return library(ambient);
  if (name === 'super') return { kind: 'builtin', name: 'super' };
  const value = own(NUMBERS, name);
  if (value !== undefined) return { kind: 'float', value: Number.isNaN(value) ? undefined : value };
  return GLOBALS.has(name) ? library(`javascript.${name}`) : UNKNOWN;
}
