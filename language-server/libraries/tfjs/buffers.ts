/** `tf.buffer`: the entries of a tensor that can be written one by one. */
import { amount } from '../../domain/amount';
import { integer, NONE, UNKNOWN } from '../../interpreter/value';
import { elementsIn, mismatch, valueOf } from '../call';
import { row, type Call, type Row, type Rule, type Table } from '../library';
import { printShape } from '../../domain/shape';
import { CREATION } from './creation';
import { inputOf } from './tensors';

const BUFFER = 'tfjs.TensorBuffer';

const buffer = ({ signature, rule }: Row): Row => ({ signature, rule, gives: BUFFER });

/** One place on each axis; none stands for the first of a vector. */
function checkPlace(call: Call): void {
  const [{ shape }, places] = [inputOf(call), elementsIn(valueOf(call, 'places'))];
  if (!places || shape.open || Math.max(places.length, 1) === shape.dimensions.length) return;
  mismatch(call, {
    received: `${amount(places.length, 'place')} in a buffer of shape ${printShape(shape)}`,
    expected: `${shape.dimensions.length}, one on each axis`,
    advice: 'name the place on every axis, in the order of the shape',
    inputs: [],
  });
}

const set: Rule = (call) => {
  checkPlace(call);
  return NONE;
};

const get: Rule = () => ({ kind: 'float', value: undefined });

/** What a buffer tells of itself as a tensor does. */
const alike = (names: string): Table =>
  Object.fromEntries(names.split(' ').map((name) => [`${BUFFER}.${name}`, CREATION[`tfjs.Tensor.${name}`]!]));

export const BUFFERS: Table = {
  'tfjs.buffer': buffer(row('shape, dtype=None, values=None', CREATION['tfjs.zeros']!.rule)),
  [BUFFER]: buffer(row('shape, dtype=None, values=None', CREATION['tfjs.zeros']!.rule)),
  'tfjs.Tensor.buffer': buffer(row('x', (call) => inputOf(call))),
  'tfjs.Tensor.bufferSync': buffer(row('x', (call) => inputOf(call))),
  [`${BUFFER}.toTensor`]: row('x', (call) => inputOf(call)),
  [`${BUFFER}.set`]: row('x, value, *places', set),
  [`${BUFFER}.get`]: row('x, *places', get),
  [`${BUFFER}.@values`]: CREATION['tfjs.Tensor.dataSync']!,
  [`${BUFFER}.@rank`]: row('x', (call) => {
    const { open, dimensions } = inputOf(call).shape;
    return open ? UNKNOWN : integer(dimensions.length);
  }),
  ...alike('@shape @size @dtype'),
};
