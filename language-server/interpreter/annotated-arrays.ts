/** What a parameter's annotation alone says: whose array it is, of any shape. */
import { ANY_SHAPE } from '../domain/shape';
import { canonicalName } from '../syntax/names';
import type { Expression, Parameter } from '../syntax/program';
import type { ArrayClass } from './arrays';
import type { Scope } from './scope';
import { tensor, type Tensor } from './value';

const CLASSES: ReadonlySet<string> = new Set<ArrayClass>([
  'torch.Tensor',
  'numpy.ndarray',
  'tensorflow.Tensor',
  'tfjs.Tensor',
]);

const isArray = (name: string): name is ArrayClass => CLASSES.has(name);

/** The array that an annotation promises, which may be None where that is the parameter's default. */
export function annotatedArray(
  scope: Scope,
  { annotation, default: otherwise, variadic }: Parameter,
): Tensor | undefined {
  const [root = '', ...members] = variadic || !annotation ? [] : written(annotation).split('.');
  const owner = scope.find(root);
  const type = owner?.kind === 'library' ? canonicalName([owner.name, ...members].join('.')) : '';
  return isArray(type) ? tensor(ANY_SHAPE, { array: type, ...(otherwise && { optional: true }) }) : undefined;
}

/** `Tensor`, `torch.Tensor`, `'torch.Tensor'` */
function written(type: Expression): string {
  if (type.kind === 'string') return type.value;
  if (type.kind === 'attribute') return `${written(type.object)}.${type.name}`;
  return type.kind === 'name' ? type.name : '';
}
