/** Running sums and products along an axis. */
import { util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph';
import { cast, elementsOf, mul } from '../operators/elementwise';
import { pad, slice } from '../operators/shape';
import { wider } from '../operators/types';
import type { Lowering } from './lowering';

/** Sums of booleans are integers. */
const numeric = (x: Value): Value => cast(x, wider(x.type, 'int32'));

export const Cumsum: Lowering<tf.CumsumInputs, tf.CumsumAttrs> = ({ x }, { axis, exclusive, reverse }, graph) => {
  const [along] = util.parseAxisParam(axis, [...x.shape]) as [number];
  const position = graph.constant(elementsOf('int32', [along]), { type: 'int32', shape: [] });
  const attributes = { exclusive: Number(exclusive), reverse: Number(reverse) };
  const values = numeric(x);
  return graph.node('CumSum', [values, position], attributes, [values])[0]!;
};

/** x moved by `distance` along an axis, towards its end or its beginning; ones come in. */
function shift(x: Value, axis: number, distance: number, reverse: boolean): Value {
  const size = x.shape[axis]!;
  const from = x.shape.map((_, i) => (i === axis && reverse ? distance : 0));
  const to = x.shape.map((length, i) => (i === axis && !reverse ? size - distance : length));
  const margin = (i: number): [number, number] => (reverse ? [0, i] : [i, 0]);
  const paddings = x.shape.map((_, i) => margin(i === axis ? distance : 0));
  return pad(slice(x, from, to), paddings, 1);
}

/** By doubling: after k rounds each place holds the product of the 2ᵏ places up to it. */
export const Cumprod: Lowering<tf.CumprodInputs, tf.CumprodAttrs> = ({ x }, { axis, exclusive, reverse }) => {
  const [along] = util.parseAxisParam(axis, [...x.shape]) as [number];
  const size = x.shape[along]!;
  let product = exclusive ? shift(numeric(x), along, 1, reverse) : numeric(x);
  for (let reach = 1; reach < size; reach *= 2) product = mul(product, shift(product, along, reach, reverse));
  return product;
};
