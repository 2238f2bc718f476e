/** Layers whose weights, or what those were made by, a program sets later. */
import { equal } from '../domain/dimension';
import { equalShapes } from '../domain/shape';
import { rowOf } from '../libraries/table';
import { libraryClass } from './modules';
import type { Instance, Tensor, Value } from './value';

/** Weights of these are read where the layer is called; of the others what they were made by. */
const READ = /^torch\.nn\.(Linear|Embedding)$/;

/** What weights are made by: a layer that is there has them, whatever its attributes say later. */
const MADE_BY =
  /^((in|out)_(channels|features)|kernel_size|(num|embedding|input|hidden|embed)_[a-z]+|normalized_shape)$/;

const isWeighted = (name: string): boolean =>
  name.startsWith('torch.nn.') && rowOf(name)?.signature.includes('device=None') === true;

const sameShape = (a: Tensor, b: Tensor): boolean => !a.shape.open && equalShapes(a.shape, b.shape);

/** Whether what a layer does to shapes is not known any more once the attribute is set. */
export function isAltered(layer: Instance, name: string, value: Value): boolean {
  const type = libraryClass(layer)?.name ?? '';
  const before = layer.attributes.get(name)?.value;
  if (before === undefined || !isWeighted(type)) return false;
  if (name === 'weight')
    return !READ.test(type) && !(before.kind === 'tensor' && value.kind === 'tensor' && sameShape(before, value));
  if (!MADE_BY.test(name) || before === value) return false;
  return !(before.kind === 'integer' && value.kind === 'integer' && equal(before.value, value.value));
}

/** What weights of Keras' layers are made by at the first call: what is set later counts where there was none yet. */
const BUILT_BY = /^(units|filters|kernel_size|depth_multiplier|(in|out)put_dim|projection_dim|num_heads|key_dim)$/;

/** Of a class of the program the attributes are its own. */
export const mayBeTooLate = ({ class: type }: Instance, name: string): boolean =>
  type.kind === 'library' && BUILT_BY.test(name) && type.name.startsWith('keras.layers.');
