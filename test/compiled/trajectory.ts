/** What a program does in several steps, on values that its seed and nothing else determines. */
import * as tf from '@tensorflow/tfjs-core';
import type { HostTensor, Step, StepResults } from '../../engine/backends/device';
import { Random } from '../../engine/data/random';
import { valuesOf, type Given } from './given';
import { run, type Program, type Tensors } from './program';
import type { Way } from './ways';

export interface Trajectory {
  /** Of each step. */
  readonly results: readonly StepResults[];
  /** After the last. */
  readonly state: StepResults;
}

/** A program, the seed of its values, and how often it runs. */
export interface Drawn {
  readonly program: Program;
  readonly seed: number;
  readonly steps: number;
}

/** What a program returns, on its inputs and variables. */
export type Meaning = (program: Program, values: Tensors) => Record<string, tf.Tensor>;

/** Runs a program in one of the ways; where it is not said, it returns what it leaves unread. */
export async function trajectory(
  { program, seed, steps }: Drawn,
  way: Way,
  meaning: Meaning = run,
): Promise<Trajectory> {
  const valuesAt = (step: number, all: readonly Given[]): StepResults =>
    Object.fromEntries(all.map((each) => [each.name, valuesOf(each, new Random(seed, each.name, step))]));
  const start = await way();
  const state = Object.fromEntries(Object.entries(valuesAt(0, program.variables)).map(toVariable));
  const step: Step = (inputs) => meaning(program, { ...inputs, ...state });
  try {
    const results = await start(
      step,
      Array.from({ length: steps }, (_, index) => valuesAt(index, program.inputs)),
    );
    return { results, state: Object.fromEntries(Object.entries(state).map(toHost)) };
  } finally {
    tf.dispose(state);
  }
}

const toVariable = ([name, { values, shape }]: [string, HostTensor]): [string, tf.Variable] => [
  name,
  tf.tidy(() => tf.variable(tf.tensor(values, shape), true, name)),
];

const toHost = ([name, variable]: [string, tf.Variable]): [string, HostTensor] => [
  name,
  { shape: variable.shape, dtype: 'float32', values: variable.dataSync<'float32'>().slice() },
];

/** The gradients of Σ y·cos(i), over all elements i of all results y, and these. */
export const withGradients: Meaning = (program, values) => {
  const names = Object.keys(values).filter((name) => values[name]!.dtype === 'float32');
  const sum = () => tf.addN(Object.values(run(program, values)).map((y) => tf.sum<tf.Scalar>(tf.mul(y, weights(y)))));
  // Unlike tf.grads this lets inputs be that the results do not depend on.
  const { grads } = tf.engine().gradients(
    sum,
    names.map((name) => values[name]!),
    undefined,
    true,
  );
  const known = names.flatMap((name, i) => (grads[i] ? [[`d${name}`, grads[i]] as const] : []));
  return { ...run(program, values), ...Object.fromEntries(known) };
};

/** As unlike each other as elements may be. */
const weights = ({ size, shape }: tf.Tensor): tf.Tensor => tf.cos(tf.reshape(tf.range(0, size), shape));
