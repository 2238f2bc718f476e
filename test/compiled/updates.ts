/** Programs that update a state: small variables of several shapes, several of them by one formula, as optimizers do. */
import { arithmetic, NUMBERS, unchanged } from './arithmetic';
import { arrays } from './arrays';
import { Drawing, on, type Phrase } from './drawing';
import { folds } from './folds';
import { links, shaped } from './links';
import type { Program } from './program';
import { broadcast, SCALARS, sizeOf } from './shapes';

const SHAPES = [...SCALARS, [5], [1, 5], [3, 1], [3, 5], [15], [2, 3, 5]];

const MAX_LINKS = 5;

/** w ← f(w, …) for two of three variables. */
const update: Phrase = (d) => {
  const formula = Array.from({ length: d.among(1, MAX_LINKS) }, () => d.pick(links)(d));
  const decay = d.pick(NUMBERS);
  for (const variable of d.variables.filter(() => d.chance(2 / 3))) {
    const next = formula.reduce((value, link) => link(value), d.say('mul', variable, decay));
    d.assign(variable, shaped(d, next, variable));
  }
};

/** w ← x for all variables of one size. */
const sameUpdate: Phrase = (d) => {
  const { shape } = d.pick(d.variables);
  const x = d.say('mul', d.input(shape), d.pick(NUMBERS));
  for (const variable of d.variables.filter((each) => sizeOf(each.shape) === sizeOf(shape))) {
    d.assign(variable, shaped(d, x, variable));
  }
};

/** Arithmetic of values of any type. */
const mixed: Phrase = on(
  () => true,
  (d, x) => {
    const y = d.value(({ shape }) => broadcast(x.shape, shape))!;
    d.say('cast', d.say(d.pick(['add', 'sub', 'less', 'greaterEqual', 'maximum']), x, y), 'float32');
  },
);

const whole: Phrase = (d) => {
  const x = d.input(d.pick(SHAPES), d.pick(['whole', 'mask']));
  d.say('cast', x, d.pick(['float32', 'int32', 'bool']));
};

/** Integers divided, the least one by −1 among them; they are too large for float32 to tell them apart. */
const integers: Phrase = (d) => {
  const shape = d.pick(SHAPES);
  const [x, y] = [d.input(shape, 'extreme'), d.input(d.thinner(shape), 'extreme')];
  d.only(() => d.say('clipByValue', d.say('cast', d.say(d.pick(['floorDiv', 'mod']), x, y), 'float32'), -8, 8));
};

/**
 * The angle of (−1, ±0) is ±π: what is left out because it changes nothing must leave the sign of a zero, too. Other ops
 * may choose: the largest of −0 and 0 is either.
 */
const zeros: Phrase = (d) => {
  const x = d.input(d.pick(SHAPES));
  d.only(() => d.say('atan2', unchanged(d, d.say('mul', x, 0)), -1));
};

const phrases: readonly Phrase[] = [
  ...[...arithmetic, ...arrays, ...folds],
  ...[mixed, mixed, whole, whole, integers, integers, integers, zeros, zeros],
];

const MIN_VARIABLES = 3;
const MAX_VARIABLES = 6;
const MAX_UPDATES = 3;
const MAX_PHRASES = 3;

/** The program of a seed: updates, each after a few other things. */
export function updateProgram(seed: number): Program {
  const d = new Drawing(seed);
  for (let count = d.among(MIN_VARIABLES, MAX_VARIABLES); count > 0; count--) d.variable(d.pick(SHAPES));
  for (let updates = d.among(1, MAX_UPDATES); updates > 0; updates--) {
    for (let count = d.among(1, MAX_PHRASES); count > 0; count--) d.pick(phrases)(d);
    d.pick([update, update, sameUpdate])(d);
  }
  return d.program;
}
