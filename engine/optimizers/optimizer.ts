/**
 * Optimizers as tensor code on variables, so that an update is part of the compiled step.
 *
 * What changes from step to step by itself (learning rate, bias corrections) is computed here, on the host in double
 * precision, and fed as inputs of the step: nothing is frozen while the step is traced.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Specification } from '../training/specification';
import { optimizers } from './optimizers.generated';

type Settings = Specification['optimizer'];

/** Scalars of one step: as numbers on the host, and as tensors inside the step. */
type Scalars<T> = Readonly<Record<string, T>>;

/** A family of optimizers: one file of this folder. */
export interface OptimizerFamily {
  readonly id: Settings['type'];
  /** The slot variables that every weight has, zero at first. */
  slots(settings: Settings): readonly string[];
  /** What this step needs beside gradients; `step` counts from 1. */
  scalars(settings: Settings, step: number): Scalars<number>;
  /** Assigns the new weight and slots. */
  update(
    weight: tf.Variable,
    gradient: tf.Tensor,
    slots: Scalars<tf.Variable>,
    scalars: Scalars<tf.Tensor>,
    settings: Settings,
  ): void;
}

/** An optimizer for given variables. */
export interface Optimizer {
  /** Slot variables by name, `<variable>/<slot>`, for checkpoints. */
  readonly slots: Readonly<Record<string, tf.Variable>>;
  /**
   * Inputs for one step, to be passed to {@link Optimizer.apply} as tensors.
   * @param step counts from 1: the first update is step 1.
   * @param learningRate of this step, as the schedule has it.
   */
  inputs(step: number, learningRate: number): Record<string, number>;
  /**
   * Inside a step: updates the variables from their gradients, by variable name; a variable without one is left.
   * @param inputs the step's inputs; those of {@link Optimizer.inputs} must be among them.
   * @returns the gradient's global norm before clipping.
   */
  apply(gradients: Readonly<Record<string, tf.Tensor>>, inputs: Readonly<Record<string, tf.Tensor>>): tf.Tensor;
  dispose(): void;
}

/** Inputs are named so that they cannot meet a batch's. */
const PREFIX = 'optimizer/';

/** Makes the optimizer of a specification, with zero slots, for the given trainable variables. */
export function createOptimizer(settings: Settings, variables: readonly tf.Variable[]): Optimizer {
  const family = optimizers.find(({ id }) => id === settings.type)!;
  const slots = createSlots(family.slots(settings), variables);
  return {
    slots,
    inputs: (step, learningRate) => withPrefix(family.scalars({ ...settings, learningRate }, step)),
    apply(gradients, inputs) {
      const scalars = withoutPrefix(inputs);
      const norm = globalNorm(Object.values(gradients));
      const scale = settings.clipNorm === null ? null : clipScale(norm, settings.clipNorm);
      for (const weight of variables) {
        const gradient = gradients[weight.name];
        if (!gradient) continue;
        const clipped = scale ? tf.mul(gradient, scale) : gradient;
        const decayed = settings.weightDecay ? tf.add(clipped, tf.mul(weight, settings.weightDecay)) : clipped;
        family.update(weight, decayed, slotsOf(weight, family.slots(settings), slots), scalars, settings);
      }
      return norm;
    },
    dispose: () => {
      tf.dispose(Object.values(slots));
    },
  };
}

const slotName = (weight: tf.Variable, slot: string): string => `${weight.name}/${slot}`;

function createSlots(names: readonly string[], variables: readonly tf.Variable[]): Record<string, tf.Variable> {
  const made = variables.flatMap((weight) =>
    names.map((slot) => {
      const name = slotName(weight, slot);
      return [name, tf.tidy(() => tf.variable(tf.zerosLike(weight), false, name))] as const;
    }),
  );
  return Object.fromEntries(made);
}

const slotsOf = (
  weight: tf.Variable,
  names: readonly string[],
  slots: Readonly<Record<string, tf.Variable>>,
): Record<string, tf.Variable> => Object.fromEntries(names.map((slot) => [slot, slots[slotName(weight, slot)]!]));

const withPrefix = (scalars: Scalars<number>): Record<string, number> =>
  Object.fromEntries(Object.entries(scalars).map(([name, value]) => [PREFIX + name, value]));

const withoutPrefix = (inputs: Scalars<tf.Tensor>): Record<string, tf.Tensor> =>
  Object.fromEntries(
    Object.entries(inputs).flatMap(([name, value]) =>
      name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), value]] : [],
    ),
  );

/** √Σ g² over all elements of all gradients. */
const globalNorm = (gradients: readonly tf.Tensor[]): tf.Tensor =>
  tf.sqrt(tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))));

/** Keeps the division finite where the norm is 0; torch.nn.utils.clip_grad_norm_ has the same. */
const CLIP_EPSILON = 1e-6;

/** min(1, limit/(norm + ε)) */
const clipScale = (norm: tf.Tensor, limit: number): tf.Tensor =>
  tf.minimum(tf.div(tf.scalar(limit), tf.add(norm, CLIP_EPSILON)), 1);
