/** Noisy sine waves, each of its own period, phase and amplitude. */
import { Random } from '../random';
import type { InMemory } from '../samples';
import { draw } from './draw';

export interface Sine {
  /** Values that the model sees. */
  length: number;
  /** Standard deviation of what is added to each value. */
  noise: number;
}

/** Steps a wave: enough to be smooth, few enough that a short series shows more than one. */
const PERIOD = { least: 8, most: 20 };

const AMPLITUDE = { least: 0.5, most: 1 };

/** How far a spike stands out, in amplitudes. */
const SPIKE = { least: 2, most: 4 };

/** An anomaly keeps this share of the series before and behind it, so that there is a rule to break. */
const MARGIN = 0.2;

function wave(random: Random, length: number): { values: number[]; amplitude: number } {
  const amplitude = random.uniform(AMPLITUDE.least, AMPLITUDE.most);
  const pace = (2 * Math.PI) / random.uniform(PERIOD.least, PERIOD.most);
  const phase = random.uniform(0, 2 * Math.PI);
  return { values: Array.from({ length }, (_, step) => amplitude * Math.sin(pace * step + phase)), amplitude };
}

/** A value that stands out, or a wave that is turned over from a place on. */
function disturb(values: number[], amplitude: number, random: Random): void {
  const at = Math.floor(random.uniform(MARGIN, 1 - MARGIN) * values.length);
  if (random.integer(2) === 0) {
    values[at]! += (random.integer(2) === 0 ? 1 : -1) * amplitude * random.uniform(SPIKE.least, SPIKE.most);
  } else {
    for (let step = at; step < values.length; step++) values[step]! *= -1;
  }
}

const noisy = (values: number[], noise: number, random: Random) =>
  values.map((value) => value + noise * random.normal());

/** The target is the value that comes next. inputs (length, 1) */
export function drawForecasts(count: number, seed: number, { length, noise }: Sine): InMemory {
  const layout = {
    inputs: { shape: [length, 1], Values: Float32Array },
    targets: { shape: [1], Values: Float32Array },
  };
  return draw(count, layout, (index, input, target) => {
    const random = new Random(seed, 'sine', index);
    const values = noisy(wave(random, length + 1).values, noise, random);
    input.set(values.slice(0, length));
    target[0] = values[length]!;
  });
}

/** The target is 1 where the series has an anomaly: every other one. inputs (length, 1) */
export function drawAnomalies(count: number, seed: number, { length, noise }: Sine): InMemory {
  const layout = { inputs: { shape: [length, 1], Values: Float32Array }, targets: { shape: [], Values: Int32Array } };
  return draw(count, layout, (index, input, target) => {
    const random = new Random(seed, 'anomalies', index);
    const { values, amplitude } = wave(random, length);
    target[0] = index % 2;
    if (target[0] === 1) disturb(values, amplitude, random);
    input.set(noisy(values, noise, random));
  });
}
