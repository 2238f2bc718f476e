/** A watch of a run that is told by hand. */
import { resolve } from '../../training/resolve';
import type { Specification } from '../../training/specification/specification';
import type { Numbers } from './memory';
import type { Begin, Observation, ObservationOf } from './observation';
import { Watch, type SymptomEvent } from './watch';

const BEGIN: Begin = {
  step: 0,
  steps: 1000,
  batchSize: 64,
  layers: [
    { name: 'first', activation: 'relu', weights: [{ name: 'first/kernel', shape: [8, 8] }] },
    { name: 'middle', activation: 'tanh', weights: [{ name: 'middle/kernel', shape: [8, 8] }] },
    { name: 'last', activation: 'linear', weights: [{ name: 'last/kernel', shape: [8, 4] }] },
  ],
  inputs: { mean: 0, deviation: 1, minimum: -3, maximum: 3, notFinite: 0 },
  targets: { kind: 'classes', minimum: 0, maximum: 3 },
  outputs: 4,
  loss: 'crossEntropy',
  baseline: Math.log(4),
};

type Layer = ObservationOf<'probe'>['layers'][number];
type Weight = ObservationOf<'probe'>['weights'][number];

/** A healthy look inside, but for what is said by the name of a layer or weight. */
export function probe(step: number, changes: Record<string, Partial<Layer> | Partial<Weight>> = {}): Observation {
  const layers = BEGIN.layers.map(({ name }) => ({
    ...{ layer: name, mean: 0, deviation: 1, zeros: 0.4, dead: 0, rare: 0, saturated: null, gradientNorm: 1 },
    ...changes[name],
  }));
  const weights = BEGIN.layers.map(({ weights: [weight] }) => ({
    ...{ weight: weight!.name, norm: 5, deviation: 0.5, gradientNorm: 1, updateNorm: 0.005, updateRatio: 0.001 },
    ...changes[weight!.name],
  }));
  return { type: 'probe', step, learningRate: 0.002, gradientNorm: 1.7, layers, weights };
}

export const step = (at: number, loss: number, more: Partial<ObservationOf<'step'>> = {}): Observation => ({
  ...{ type: 'step', step: at, loss, gradientNorm: 1, learningRate: 0.002, seconds: 0.01, waiting: 0 },
  ...more,
});

export interface Told {
  watch: Watch;
  events: SymptomEvent[];
}

const specificationOf = (overrides: Record<string, unknown> = {}): Specification =>
  resolve('digits-cnn', { 'model.architecture': 'mlp', ...overrides });

export function watchOf(
  begin: Partial<Begin> = {},
  overrides: Record<string, unknown> = {},
  saved: Numbers = {},
): Told {
  const events: SymptomEvent[] = [];
  const watch = new Watch(specificationOf(overrides), { ...BEGIN, ...begin }, (event) => events.push(event), saved);
  return { watch, events };
}
