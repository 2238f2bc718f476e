/** Python's `random`: what is drawn is not known, but for its kind and for what it is drawn from. */
import { unknownInteger } from '../../domain/dimension';
import { Each, each, spelled } from '../../interpreter/each';
import { iterate } from '../../interpreter/iteration';
import { joinValues } from '../../interpreter/join';
import { integer, list, NONE, UNKNOWN, type Value } from '../../interpreter/value';
import { drawnInteger } from '../bounds';
import { sizeIn, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

/** Longer samples are not spelled out. */
const MAX_DRAWN = 1024;

const real: Rule = () => ({ kind: 'float', value: undefined });

const whole: Rule = (call) => integer(drawnInteger(call) ?? unknownInteger());

/** Any element of what is drawn from. */
function elementOf(call: Call, name: string): Value {
  const source = valueOf(call, name);
  if (source.kind === 'list' && source.elements.value instanceof Each) return source.elements.value.read();
  return joinValues(iterate(call.machine, source) ?? []);
}

/** `k` elements, each of which may be any. */
const several: Rule = (call) => {
  const from = call.machine.serial;
  const any = new Each(elementOf(call, 'population'), from);
  const count = sizeIn(valueOf(call, 'k'));
  if (typeof count !== 'number' || count > MAX_DRAWN) return list(each(any.value, from, { count }));
  return list(Array.from({ length: Math.max(0, count) }, () => any.read()));
};

/** Any element of a list may stand at any place afterwards. */
export const shuffle: Rule = (call) => {
  const values = valueOf(call, 'x');
  if (values.kind !== 'list' || values.elements.value instanceof Each) return NONE;
  const before = spelled(values.elements.value);
  const from = call.machine.serial;
  const any = before && new Each(joinValues(before), from);
  if (any)
    call.machine.store.write(
      values.elements,
      before.map(() => any.read()),
    );
  return NONE;
};

const REALS: Record<string, string> = {
  random: '',
  uniform: 'a, b',
  gauss: 'mu=0.0, sigma=1.0',
  normalvariate: 'mu=0.0, sigma=1.0',
  expovariate: 'lambd=1.0',
  betavariate: 'alpha, beta',
  triangular: 'low=0.0, high=1.0, mode=None',
};

const DRAWING: Table = {
  ...Object.fromEntries(Object.entries(REALS).map(([name, signature]) => [name, row(signature, real)])),
  randint: row('a, b', whole),
  randrange: row('start, stop=None, step=1', whole),
  choice: row('seq', (call) => (valueOf(call, 'seq').kind === 'unknown' ? UNKNOWN : elementOf(call, 'seq'))),
  choices: row('population, weights=None, *, cum_weights=None, k=1', several),
  sample: row('population, k, *, counts=None', several),
  shuffle: row('x', shuffle),
  seed: row('a=None, version=2', () => NONE),
};

export const RANDOM: Table = Object.fromEntries(
  Object.entries(DRAWING).map(([name, each]) => [`random.${name}`, each]),
);
