/** A generator against a discriminator, a learner of Q-values, a policy: each small, and watched as a run of its own. */
import * as tf from '@tensorflow/tfjs-core';
import type { Device } from '../../engine/backends/device';
import { Random } from '../../engine/data/random';
import type { Begin, Observation } from '../../engine/diagnosis/watch/observation';
import { Watch, type SymptomEvent } from '../../engine/diagnosis/watch/watch';
import { mean } from '../../engine/diagnosis/watch/show';
import { resolve } from '../../engine/training/resolve';
import type { Specification } from '../../engine/training/specification/specification';
import { field, Learner, repeated } from './learner';
import { small } from './small-networks';

type Kind = keyof typeof small;

const specificationOf = (learningRate: number, type = 'adam'): Specification =>
  resolve('digits-cnn', { 'optimizer.learningRate': learningRate, 'optimizer.type': type });

const BEGIN: Omit<Begin, 'step' | 'steps' | 'batchSize'> = {
  layers: [],
  inputs: null,
  targets: null,
  outputs: 1,
  loss: 'none',
  baseline: null,
};

/** What a watch of these observations tells. */
async function watched(
  specification: Specification,
  run: (observe: (observation: Observation) => void) => Promise<void>,
): Promise<SymptomEvent[]> {
  const events: SymptomEvent[] = [];
  const watch = new Watch(specification, { ...BEGIN, step: 0, steps: null, batchSize: 1 }, (event) =>
    events.push(event),
  );
  await run((observation) => {
    watch.observe(observation);
  });
  return events;
}

const BATCH = 32;
const NOISE = 4;
const PLANE = 2;

/** Mean distance between samples that stand side by side: (n, 2). */
function diversity(values: ArrayLike<number>): number {
  const distances = Array.from({ length: values.length / PLANE - 1 }, (_, at) =>
    Math.hypot(values[2 * at]! - values[2 * at + 2]!, values[2 * at + 1]! - values[2 * at + 3]!),
  );
  return mean(distances);
}

/** Real samples lie about the corners of a square. */
const real = (random: Random): number[] =>
  Array.from({ length: BATCH }, () =>
    [random.integer(2), random.integer(2)].map((x) => 2 * x - 1 + 0.1 * random.normal()),
  ).flat();

/** @param noise deviation of what the generator is fed: 1 in health */
export function adversaries(kind: Kind, noise: number, device: Device): Promise<SymptomEvent[]> {
  const specification = specificationOf(0.01);
  const generator = new Learner(small[kind]!('generator', NOISE, PLANE), specification);
  const discriminator = new Learner(small[kind]!('discriminator', PLANE, 1), specification);
  /** −log σ(±logits), mean */
  const cost = (logits: tf.Tensor, sign: number) => tf.mean<tf.Scalar>(tf.softplus(tf.mul(logits, -sign)));
  const step = (inputs: Record<string, tf.Tensor>) => {
    const made = generator.apply(inputs.noise!);
    const discriminatorLoss = discriminator.descend(
      () => tf.add(cost(discriminator.apply(inputs.real!), 1), cost(discriminator.apply(made), -1)),
      inputs,
    );
    const generatorLoss = generator.descend(() => cost(discriminator.apply(generator.apply(inputs.noise!)), 1), inputs);
    return { made, discriminatorLoss, generatorLoss };
  };
  return watched(specification, async (observe) => {
    const random = new Random(3, 'adversaries');
    await repeated(device, 150, step, async (at, run) => {
      const samples = real(random);
      const results = await run({
        real: field([BATCH, PLANE], samples),
        noise: field(
          [BATCH, NOISE],
          Array.from({ length: BATCH * NOISE }, () => noise * random.normal()),
        ),
        ...generator.optimizer.inputs(at, specification.optimizer.learningRate),
      });
      if (at % 5 > 0) return;
      observe({
        type: 'adversarial',
        step: at,
        generatorLoss: results.generatorLoss!.values[0]!,
        discriminatorLoss: results.discriminatorLoss!.values[0]!,
        diversity: { generated: diversity(results.made!.values), real: diversity(samples) },
      });
    });
    for (const learner of [generator, discriminator]) learner.dispose();
  });
}

const STATES = 5;
const DISCOUNT = 0.9;

const oneHot = (at: number): number[] => Array.from({ length: STATES }, (_, state) => (state === at ? 1 : 0));

/** A corridor whose end is worth 1; to the right is action 1. */
export function valueLearner(kind: Kind, discount: number, device: Device): Promise<SymptomEvent[]> {
  const specification = specificationOf(0.01);
  const learner = new Learner(small[kind]!('values', STATES, 2), specification);
  const step = (inputs: Record<string, tf.Tensor>) => {
    const future = tf.mul(tf.max(learner.apply(inputs.next!), -1), tf.mul(inputs.goesOn!, discount));
    const wanted = tf.add(inputs.reward!, future);
    const loss = learner.descend(() => {
      const values = tf.sum(tf.mul(learner.apply(inputs.state!), inputs.action!), -1);
      return tf.mean(tf.squaredDifference(values, wanted));
    }, inputs);
    return { loss, values: learner.apply(inputs.state!) };
  };
  return watched(specification, async (observe) => {
    const random = new Random(4, 'values');
    await repeated(device, 400, step, async (at, run) => {
      const moves = Array.from({ length: BATCH }, () => ({ state: random.integer(STATES), action: random.integer(2) }));
      const next = moves.map(({ state, action }) => Math.max(0, state + (action ? 1 : -1)));
      const results = await run({
        state: field(
          [BATCH, STATES],
          moves.flatMap(({ state }) => oneHot(state)),
        ),
        action: field(
          [BATCH, 2],
          moves.flatMap(({ action }) => [1 - action, action]),
        ),
        next: field([BATCH, STATES], next.flatMap(oneHot)),
        reward: field(
          [BATCH],
          next.map((state) => Number(state === STATES)),
        ),
        goesOn: field(
          [BATCH],
          next.map((state) => Number(state < STATES)),
        ),
        ...learner.optimizer.inputs(at, specification.optimizer.learningRate),
      });
      if (at % 10 > 0) return;
      const largestValue = Array.from(results.values!.values).reduce((most, x) =>
        Math.abs(x) > Math.abs(most) ? x : most,
      );
      const reached = mean(next.map((state) => Number(state === STATES)));
      observe({ type: 'agent', step: at, largestValue, valueBound: 1 / (1 - DISCOUNT), return: reached, policy: null });
    });
    learner.dispose();
  });
}

const ACTIONS = 3;

interface PolicySettings {
  learningRate: number;
  /** Subtracted from rewards. */
  baseline: number;
}

/** One right action a state is worth 1, the others a half; REINFORCE (Williams, 1992). */
export function policyLearner(
  kind: Kind,
  { learningRate, baseline }: PolicySettings,
  device: Device,
): Promise<SymptomEvent[]> {
  const specification = specificationOf(learningRate);
  const learner = new Learner(small[kind]!('policy', STATES, ACTIONS), specification);
  const step = (inputs: Record<string, tf.Tensor>) => {
    const loss = learner.descend(() => {
      const logarithms = tf.logSoftmax(learner.apply(inputs.state!));
      return tf.neg(tf.mean(tf.mul(tf.sum(tf.mul(logarithms, inputs.action!), -1), inputs.reward!)));
    }, inputs);
    return { loss, policy: tf.softmax(learner.apply(inputs.all!)) };
  };
  return watched(specification, async (observe) => {
    const random = new Random(5, 'policy');
    let policy = new Float32Array(STATES * ACTIONS).fill(1 / ACTIONS);
    const draw = (state: number): number => {
      let left = random.uniform(0, 1);
      for (let action = 0; action < ACTIONS - 1; action++)
        if ((left -= policy[state * ACTIONS + action]!) < 0) return action;
      return ACTIONS - 1;
    };
    await repeated(device, 200, step, async (at, run) => {
      const moves = Array.from({ length: BATCH }, () => random.integer(STATES)).map((state) => ({
        state,
        action: draw(state),
      }));
      const rewards = moves.map(({ state, action }) => (action === state % ACTIONS ? 1 : 0.5));
      const results = await run({
        state: field(
          [BATCH, STATES],
          moves.flatMap(({ state }) => oneHot(state)),
        ),
        action: field(
          [BATCH, ACTIONS],
          moves.flatMap(({ action }) => [0, 1, 2].map((one) => Number(one === action))),
        ),
        reward: field(
          [BATCH],
          rewards.map((reward) => reward - baseline),
        ),
        all: field([STATES, STATES], Array.from({ length: STATES }, (_, state) => oneHot(state)).flat()),
        ...learner.optimizer.inputs(at, learningRate),
      });
      policy = Float32Array.from(results.policy!.values);
      const entropy = -policy.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0) / STATES;
      const agent = { largestValue: null, valueBound: null, return: mean(rewards) };
      observe({ type: 'agent', step: at, ...agent, policy: { entropy, actions: ACTIONS } });
    });
    learner.dispose();
  });
}
