/** What a layer's cost reads of its settings; undefined where that is not known. */
import { printDimension } from '../../../domain/print-dimension';
import type { Value } from '../../../interpreter/value';
import { sizeIn } from '../../call';
import type { Count, Made } from '../../cost';
import { only } from '../../counts';
import { BUILT, statedSetting } from '../setting';

export const stated = (made: Made, name: string): Value | undefined => statedSetting(made.instance, name);

export const size = (made: Made, name: string, otherwise?: number): Count => {
  const value = stated(made, name);
  return value ? sizeIn(value) : made.instance.escaped.value ? undefined : otherwise;
};

/** On unless the program says otherwise; undefined where it says what is not known. */
export const flag = (made: Made, name: string): boolean | undefined => {
  const value = stated(made, name);
  if (made.instance.escaped.value) return undefined;
  return value === undefined ? true : value.kind === 'boolean' ? value.value : undefined;
};

export const bias = (made: Made, count: Count): Count => only(flag(made, 'use_bias'), count);

/** The size that the weights were made for: features or channels of the first input. */
export const inputs = (made: Made): Count => sizeIn(made.value(BUILT));

export const text = (count: Count): string => (count === undefined ? '?' : printDimension(count));
