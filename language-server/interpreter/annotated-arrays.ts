/** What a parameter's annotation alone says: whose array it is, of any shape. */
import { ANY_SHAPE } from '../domain/shape';
import type { Expression, Parameter } from '../syntax/program';
import type { ArrayClass } from './arrays';
import { tensor, type Tensor } from './value';

type Classes = readonly (readonly [type: RegExp, array: ArrayClass])[];

const IN_PYTHON: Classes = [
  [/^((torch|th)\.)?Tensor$/, 'torch.Tensor'],
  [/^((numpy|np)\.)?ndarray$/, 'numpy.ndarray'],
  [/^(tensorflow|tf)\.Tensor$/, 'tensorflow.Tensor'],
];

const IN_JAVASCRIPT: Classes = [[/^(tf\.)?Tensor$/, 'tfjs.Tensor']];

/** The array that an annotation promises, which may be None where that is the parameter's default. */
export function annotatedArray(
  { javascript }: { javascript: boolean },
  { annotation, default: otherwise, variadic }: Parameter,
): Tensor | undefined {
  const type = variadic || !annotation ? '' : written(annotation);
  const array = (javascript ? IN_JAVASCRIPT : IN_PYTHON).find(([pattern]) => pattern.test(type))?.[1];
  return array && tensor(ANY_SHAPE, { array, ...(otherwise && { optional: true }) });
}

/** `Tensor`, `torch.Tensor`, `'torch.Tensor'` */
function written(type: Expression): string {
  if (type.kind === 'string') return type.value;
  if (type.kind === 'attribute') return `${written(type.object)}.${type.name}`;
  return type.kind === 'name' ? type.name : '';
}
