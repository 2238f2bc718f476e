/** What moves elements: each op on what was made before, along axes drawn anew. */
import { on, type Drawing, type Phrase } from './drawing';
import type { Known } from './given';
import { isModest } from './shapes';

export const hasAxes = ({ shape }: Known): boolean => shape.length > 0;
const hasLongAxis = ({ shape }: Known): boolean => shape.some((length) => length > 1);
const always = (): boolean => true;

export const axisOf = (d: Drawing, { shape }: Known): number => d.random.integer(shape.length);

/** One of the axes of two elements or more. */
const longAxisOf = (d: Drawing, { shape }: Known): number =>
  d.pick([...shape.keys()].filter((axis) => shape[axis]! > 1));

export const transpose: Phrase = on(hasAxes, (d, x) => {
  d.say('transpose', x, [...d.random.permutation(x.shape.length)]);
});

/** An axis and the next become one, or it becomes two. */
const reshape: Phrase = on(hasAxes, (d, x) => {
  const axis = axisOf(d, x);
  const [length, next = 1] = x.shape.slice(axis);
  const parts = length! % 2 === 0 ? [2, length! / 2] : [1, length!];
  const parted = x.shape.toSpliced(axis, 1, ...parts);
  const shape = d.pick([x.shape.toSpliced(axis, 2, length! * next), parted]);
  if (isModest(shape)) d.say('reshape', x, shape);
});

const concat: Phrase = on(hasAxes, (d, x) => {
  const axis = axisOf(d, x);
  const around = ({ shape, dtype }: Known): string => `${dtype} ${shape.toSpliced(axis, 1).join()}`;
  const fits = (y: Known): boolean => y.shape.length === x.shape.length && around(y) === around(x);
  const all = [x, d.value(fits)!, d.value(fits)!].slice(0, d.pick([2, 3]));
  const length = all.reduce((total, { shape }) => total + shape[axis]!, 0);
  if (isModest(x.shape.with(axis, length))) d.say('concat', all, axis);
});

const split: Phrase = on(hasLongAxis, (d, x) => {
  const axis = longAxisOf(d, x);
  const first = d.among(1, x.shape[axis]! - 1);
  d.sayAll('split', x, [first, x.shape[axis]! - first], axis);
});

/** An element less at either end. */
const slice: Phrase = on(hasAxes, (d, x) => {
  const begin = x.shape.map((length) => d.random.integer(Math.min(length, 2)));
  const end = x.shape.map((length, axis) => Math.max(begin[axis]! + 1, length - d.random.integer(2)));
  d.say('stridedSlice', x, begin, end);
});

/** tfjs pads four axes at most. */
const pad: Phrase = on(
  ({ shape }) => shape.length > 0 && shape.length < 5,
  (d, x) => {
    const paddings = x.shape.map(() => [d.random.integer(2), d.random.integer(2)]);
    d.say('pad', x, paddings);
  },
);

const reverse: Phrase = on(hasAxes, (d, x) => {
  d.say('reverse', x, axisOf(d, x));
});

/** Axes of one element spread out, or one more in front. */
const expand: Phrase = on(always, (d, x) => {
  const wide = x.shape.map((length) => (length === 1 ? d.pick([1, 2, 8]) : length));
  const shape = d.pick([wide, [2, ...wide]]);
  if (isModest(shape)) d.say('broadcastTo', x, shape);
});

const squeeze: Phrase = on(
  ({ shape }) => shape.includes(1),
  (d, x) => {
    d.say('squeeze', x);
  },
);

const tile: Phrase = on(hasAxes, (d, x) => {
  const times = x.shape.map(() => d.pick([1, 1, 2]));
  if (isModest(x.shape.map((length, axis) => length * times[axis]!))) d.say('tile', x, times);
});

const gather: Phrase = on(hasLongAxis, (d, x) => {
  const indices = d.pick([[3], [2, 2]]);
  if (isModest([...x.shape, ...indices])) d.say('gather', x, d.input(indices, 'index'), longAxisOf(d, x));
});

const stack: Phrase = on(
  ({ shape }) => isModest([2, ...shape]),
  (d, x) => {
    const y = d.value(({ shape, dtype }) => dtype === x.dtype && shape.join() === x.shape.join())!;
    d.say('stack', [x, y], d.random.integer(x.shape.length + 1));
  },
);

export const arrays: readonly Phrase[] = [
  ...[transpose, transpose, reshape, concat, split, slice, pad, reverse, expand, squeeze, tile, gather, stack],
];
