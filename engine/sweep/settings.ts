/** The settings that a sweep tries: every combination, or draws. */
import { Random } from '../data/random';
import { Problem } from '../process/problem';
import type { Range, Sweep, Vary } from './sweep';

/** Dotted path → value. */
export type Settings = Record<string, unknown>;

/** Each is a folder and a process; more is a mistake in a grid. */
const MOST = 1000;

/** Significant digits of a value drawn or laid out: more would only look exact. */
const DIGITS = 4;

const tooMany = (count: number) =>
  new Problem(
    'wrong-value',
    `the sweep has ${count} trials, at most ${MOST} are possible; vary less, or take fewer points`,
  );

/** From 0 at the beginning of a range to 1 at its end. */
function at({ from, to, scale, integer }: Range, share: number): number {
  const value = scale === 'log' ? from * (to / from) ** share : from + share * (to - from);
  return clamp(integer ? Math.round(value) : Number(value.toPrecision(DIGITS)), from, to);
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** Every whole number of a linear range is as likely as the next: each stands for [n, n + 1). */
function drawn(range: Range, random: Random): number {
  if (!range.integer) return at(range, random.uniform());
  const { from, to } = range;
  return clamp(Math.floor(unrounded({ ...range, to: to + 1 }, random.uniform())), from, to);
}

const unrounded = ({ from, to, scale }: Range, share: number): number =>
  scale === 'log' ? from * (to / from) ** share : from + share * (to - from);

const isList = (values: Vary[string]): values is unknown[] => Array.isArray(values);

/** A grid's values along one setting. */
function pointsOf(values: Vary[string]): readonly unknown[] {
  if (isList(values)) return values;
  const { points } = values;
  return [...new Set(Array.from({ length: points }, (_, index) => at(values, index / (points - 1))))];
}

/** Every combination; the last setting changes fastest. */
function grid(vary: Vary): Settings[] {
  const axes = Object.entries(vary).map(([path, values]) => [path, pointsOf(values)] as const);
  const size = axes.reduce((product, [, points]) => product * points.length, 1);
  if (size > MOST) throw tooMany(size);
  return axes.reduce<Settings[]>(
    (all, [path, points]) => all.flatMap((settings) => points.map((point) => ({ ...settings, [path]: point }))),
    [{}],
  );
}

/** A pure function of seed, number and path: settings more or in another order change no other's draws. */
const draw = (vary: Vary, seed: number, number: number): Settings =>
  Object.fromEntries(
    Object.entries(vary).map(([path, values]) => {
      const random = new Random(seed, 'sweep', number, path);
      return [path, isList(values) ? values[random.integer(values.length)] : drawn(values, random)];
    }),
  );

/**
 * The settings of each configuration, in order.
 * @throws Problem where there are too many
 */
export function settingsOf({
  vary,
  method,
  seed,
  seeds,
}: Pick<Sweep, 'vary' | 'method' | 'seed' | 'seeds'>): Settings[] {
  if (method.type === 'grid') {
    const all = grid(vary);
    if (all.length * seeds > MOST) throw tooMany(all.length * seeds);
    return all;
  }
  if (method.trials * seeds > MOST) throw tooMany(method.trials * seeds);
  return Array.from({ length: method.trials }, (_, number) => draw(vary, seed, number));
}
