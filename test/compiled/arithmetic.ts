/** What acts element by element, its operands broadcast; values keep a magnitude of about one. */
import { on, type Drawing, type Phrase } from './drawing';
import type { Known } from './given';
import { broadcast, SCALARS } from './shapes';

const SUMS = ['add', 'sub', 'maximum', 'minimum'];
const ACTIVATIONS = ['relu', 'sigmoid', 'tanh', 'leakyRelu', 'elu', 'softplus', 'neg', 'abs'];

/** Powers of two among them, and a neutral one. */
export const NUMBERS = [1, 0.5, -2, 0.9];

export const isFloat = ({ dtype }: Known): boolean => dtype === 'float32';

/** What stands beside a value: one made before, one from outside, or a number. */
function beside(d: Drawing, x: Known): Known | number {
  const made = d.value((y) => isFloat(y) && broadcast(x.shape, y.shape))!;
  return d.pick([() => made, () => made, () => d.input(d.thinner(x.shape)), () => d.pick(NUMBERS)])();
}

const sum: Phrase = on(isFloat, (d, x) => {
  const y = beside(d, x);
  const [a, b] = d.chance() ? [x, y] : [y, x];
  d.say(d.pick(SUMS), a, b);
});

/** x·tanh(y). */
const product: Phrase = on(isFloat, (d, x) => {
  const y = beside(d, x);
  d.say('mul', x, typeof y === 'number' ? y : d.say('tanh', y));
});

/** (x·a)·b, each of one element. */
const scaled: Phrase = on(isFloat, (d, x) => {
  const scale = (value: Known): Known => {
    const factor = d.chance() ? d.pick(NUMBERS) : d.input(d.pick(SCALARS));
    return d.chance() ? d.say('mul', value, factor) : d.say('mul', factor, value);
  };
  scale(scale(x));
});

/** x / (y² + 1). */
const quotient: Phrase = on(isFloat, (d, x) => {
  d.say('div', x, d.say('add', d.say('square', beside(d, x)), 1));
});

const activation: Phrase = on(isFloat, (d, x) => {
  d.say(d.pick(ACTIVATIONS), x);
});

const choice: Phrase = on(isFloat, (d, x) => {
  const y = d.value((value) => isFloat(value) && broadcast(x.shape, value.shape))!;
  d.say('where', d.input(d.thinner(x.shape), 'mask'), x, y);
});

const NEUTRAL: readonly [op: string, element: string][] = [
  ['add', 'zeros'],
  ['sub', 'zeros'],
  ['mul', 'ones'],
  ['div', 'ones'],
];

/** x with nothing changed but the sign of a zero, if that. */
export function unchanged(d: Drawing, x: Known): Known {
  const [op, element] = d.pick(NEUTRAL);
  return d.say(op, x, d.say(element, d.pick(SCALARS)));
}

const neutral: Phrase = on(isFloat, unchanged);

export const arithmetic: readonly Phrase[] = [sum, sum, product, scaled, quotient, activation, choice, neutral];
