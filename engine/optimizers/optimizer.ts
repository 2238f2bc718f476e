/**
 * Optimizers as tensor code on variables, so that an update is part of the compiled step.
 *
 * What changes from step to step by itself (learning rate, bias corrections) is computed here, on the host in double
 * precision, and fed as inputs of the step: nothing is frozen while the step is traced.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Specification } from '../training/specification/specification';
import { allFinite, clip, globalNorm, type Gradients } from './gradients/clipping';
import { optimizers } from './optimizers.generated';

type Settings = Specification['optimizer'];

/** Scalars of one step: as numbers on the host, and as tensors inside the step. */
type Scalars<T> = Readonly<Record<string, T>>;

/** A family of optimizers: one file of this folder. */
export interface OptimizerFamily {
  readonly id: Settings['type'];
  /** Weight decay shrinks the weights themselves, w ← (1 − ηλ)w, where others add λw to the gradient. */
  readonly decoupledDecay?: true;
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

/** Of the gradients as they came, before clipping; a step that returns neither does not compute them. */
export interface GradientReport {
  /** The global norm: √Σ g². */
  norm: tf.Scalar;
  /** 1 where every element is finite, else 0. */
  finite: tf.Scalar;
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
   */
  apply(gradients: Gradients, inputs: Readonly<Record<string, tf.Tensor>>): GradientReport;
  dispose(): void;
}

/** Inputs are named so that they cannot meet a batch's. */
const PREFIX = 'optimizer/';

/** The input of families whose decay is decoupled. */
const RETAINED = 'retained';

/** Makes the optimizer of a specification, with zero slots, for the given trainable variables. */
export function createOptimizer(settings: Settings, variables: readonly tf.Variable[]): Optimizer {
  const family = optimizers.find(({ id }) => id === settings.type)!;
  const names = family.slots(settings);
  const slots = createSlots(names, variables);
  return {
    slots,
    inputs: (step, learningRate) => withPrefix(scalarsOf(family, { ...settings, learningRate }, step)),
    apply(gradients, inputs) {
      const scalars = withoutPrefix(inputs);
      const clipped = clip(gradients, settings);
      for (const weight of variables) {
        const gradient = clipped[weight.name];
        if (!gradient) continue;
        const decayed = decay(family, weight, gradient, scalars, settings);
        family.update(weight, decayed, slotsOf(weight, names, slots), scalars, settings);
      }
      return { norm: globalNorm(gradients), finite: allFinite(gradients) };
    },
    dispose: () => {
      tf.dispose(Object.values(slots));
    },
  };
}

function scalarsOf(family: OptimizerFamily, settings: Settings, step: number): Scalars<number> {
  const scalars = family.scalars(settings, step);
  if (!family.decoupledDecay) return scalars;
  return { ...scalars, [RETAINED]: 1 - settings.learningRate * settings.weightDecay };
}

/** Weight decay: on the gradient, which is returned, or on the weight. */
function decay(
  { decoupledDecay }: OptimizerFamily,
  weight: tf.Variable,
  gradient: tf.Tensor,
  scalars: Scalars<tf.Tensor>,
  { weightDecay }: Settings,
): tf.Tensor {
  if (weightDecay === 0) return gradient;
  if (!decoupledDecay) return tf.add(gradient, tf.mul(weight, weightDecay));
  weight.assign(tf.mul(weight, scalars[RETAINED]!));
  return gradient;
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
