import { tellAgain } from './provenance';
import { byName } from '../libraries/by-name';
import type { Tensor, Value } from './value';

/** The classes of arrays, whose methods differ; a tensor that names none is PyTorch's, an `array` anybody's. */
export type ArrayClass =
  'torch.Tensor' | 'numpy.ndarray' | 'tensorflow.Tensor' | 'tfjs.Tensor' | 'tfjs.TensorBuffer' | 'array';

/** What the functions and methods of each library return. */
const RETURNED: readonly (readonly [names: RegExp, array: ArrayClass])[] = [
  [/^(numpy|sklearn|pandas|scipy)\./, 'numpy.ndarray'],
  [/^(keras|tensorflow)\./, 'tensorflow.Tensor'],
  [/^tfjs\./, 'tfjs.Tensor'],
];

export const arrayClass = ({ array }: Tensor): ArrayClass => array ?? 'torch.Tensor';

/** A library whose functions take arrays of any other, and return arrays of the same. */
const ANY = 'einops.';

/** The class of arrays that a library's function of this name returns; undefined where that is for its rule to say. */
export const arrayOf = byName((name) =>
  name.startsWith(ANY) ? undefined : (RETURNED.find(([names]) => names.test(name))?.[1] ?? 'torch.Tensor'),
);

/** The same entries as an array of that class: a tensor, or those of a tuple. */
export function asArray(value: Value, array: ArrayClass | undefined): Value {
  if (!array) return value;
  if (value.kind === 'tuple') return { ...value, elements: value.elements.map((each) => asArray(each, array)) };
  if (value.kind !== 'tensor' || arrayClass(value) === array) return value;
  const same = { ...value, array };
  tellAgain(same, value);
  return same;
}
