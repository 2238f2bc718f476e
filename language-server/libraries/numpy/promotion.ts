/** The types of what NumPy computes of several arrays and Python's numbers, where its versions 1 and 2 agree. */
import { categoryOf, promoteTypes, rankOf, type ElementType } from '../../domain/element-type';

/** The narrowest float in which NumPy computes with an integer beside a float. */
const AS_FLOAT: Partial<Record<ElementType, ElementType>> = {
  boolean: 'float16',
  uint8: 'float16',
  int8: 'float16',
  int16: 'float32',
  int32: 'float64',
  int64: 'float64',
};

/** np.promote_types */
function promote(a: ElementType, b: ElementType): ElementType | undefined {
  const [low, high] = rankOf(a) <= rankOf(b) ? [a, b] : [b, a];
  if (high === 'float64') return high;
  if (categoryOf(high) !== 'float' || categoryOf(low) === 'float') return promoteTypes(a, b);
  const least = AS_FLOAT[low];
  return least ? promoteTypes(least, high) : 'float';
}

/**
 * What arrays with axes give together with numbers, which only lift them to their own category: a fraction makes
 * integers float64.
 */
export function promoteArrays(
  arrays: readonly [ElementType, ...ElementType[]],
  numbers: readonly ElementType[],
): ElementType | undefined {
  const together = arrays.reduce<ElementType | undefined>((a, b) => a && promote(a, b), arrays[0]);
  if (together === undefined) return undefined;
  const lifted = numbers.reduce((highest, number) => (rankOf(number) > rankOf(highest) ? number : highest), together);
  return lifted === 'float' && lifted !== together && categoryOf(together) !== 'float' ? 'float64' : lifted;
}
