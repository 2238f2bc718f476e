/** Formulas of updates, link by link: what is drawn once is the same for every variable, the rest is each one's own. */
import { isFloat, NUMBERS } from './arithmetic';
import type { Drawing } from './drawing';
import type { Known } from './given';
import { SCALARS, sizeOf } from './shapes';

type Link = (value: Known) => Known;

const OPS = ['mul', 'mul', 'add', 'sub', 'maximum'];

/** A value in the shape of another of as many elements. */
export const shaped = (d: Drawing, x: Known, { shape }: Known): Known =>
  x.shape.join() === shape.join() ? x : d.say('reshape', x, shape);

/** Of as many elements as the value: a variable or what was made before, or from outside. */
function alike(d: Drawing, value: Known): Known {
  const made = d.value((other) => isFloat(other) && sizeOf(other.shape) === sizeOf(value.shape))!;
  return d.chance() ? d.input(value.shape) : shaped(d, made, value);
}

/** One operator for all variables, with its operands in one order. */
const binary =
  (operandOf: (d: Drawing) => (value: Known) => Known | number) =>
  (d: Drawing): Link => {
    const [op, isFirst, operand] = [d.pick(OPS), d.chance(), operandOf(d)];
    return (value) => (isFirst ? d.say(op, value, operand(value)) : d.say(op, operand(value), value));
  };

const ownValue = binary((d) => (value) => alike(d, value));

const number = binary((d) => {
  const same = d.pick(NUMBERS);
  return () => same;
});

const ownScalar = binary((d) => {
  const shape = d.pick(SCALARS);
  return () => d.input(shape);
});

/** It may be a variable, which the update itself moves. */
const sharedScalar = binary((d) => {
  const made = d.value((value) => isFloat(value) && sizeOf(value.shape) === 1);
  const scalar = made && d.chance() ? made : d.input(d.pick(SCALARS));
  return () => scalar;
});

/** The types may differ from variable to variable. */
const castValue = binary((d) => ({ shape }) => {
  const kind = d.pick(['whole', 'mask'] as const);
  return d.say('cast', d.input(shape, kind), 'float32');
});

const choice = (d: Drawing): Link => {
  const shared = d.chance() && d.input(d.pick(SCALARS), 'mask');
  return (value) => d.say('where', shared || d.input(value.shape, 'mask'), value, alike(d, value));
};

/** x / (y² + 1). */
const quotient =
  (d: Drawing): Link =>
  (value) =>
    d.say('div', value, d.say('add', d.say('square', alike(d, value)), 1));

const unary = (d: Drawing): Link => {
  const op = d.pick(['tanh', 'neg', 'abs', 'relu']);
  return (value) => d.say(op, value);
};

export const links: readonly ((d: Drawing) => Link)[] = [
  ...[ownValue, ownValue, number, ownScalar, sharedScalar, sharedScalar, castValue, choice, quotient, unary],
];
