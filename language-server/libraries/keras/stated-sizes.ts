/** Sizes as TensorFlow and Keras state them before anything is computed. */
import { integer, tuple, UNKNOWN, type Value } from '../../interpreter/value';
import { attributeOf, layerOf, valueOf } from '../call';
import { row, type Rule, type Table } from '../library';

/** The sizes of a tensor, of which the batch and what else is open of what is symbolic is None. */
export function statedSizesIn(value: Value): Value {
  if (value.kind !== 'tensor' || value.shape.open) return UNKNOWN;
  return tuple(value.shape.dimensions.map((size) => (typeof size === 'number' ? integer(size) : UNKNOWN)));
}

const ofSelf: Rule = (call) => statedSizesIn(valueOf(call, 'self'));

/** Of what a layer or a model takes or gives, where that is one tensor. */
const ofPart =
  (name: string): Rule =>
  (call) =>
    statedSizesIn(attributeOf(layerOf(call), name));

export const STATED_SIZES: Table = {
  'tensorflow.Tensor.get_shape': row('self', ofSelf),
  'tensorflow.Tensor.@_keras_shape': row('self', ofSelf),
  'keras.layers.Layer.@input_shape': row('self', ofPart('input')),
  'keras.layers.Layer.@output_shape': row('self', ofPart('output')),
};
