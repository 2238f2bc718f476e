/** A network's variables as tensors at rest, by names that are the same in every process. */
import * as tf from '@tensorflow/tfjs-core';
import type * as layers from '@tensorflow/tfjs-layers';
import type { Optimizer } from '../optimizers/optimizer';
import { Problem } from '../process/problem';
import { differ } from '../storage/shapes';
import type { StoredTensor, Tensors } from '../storage/tensors';

/** Weights and optimizer slots. */
interface VariablesState {
  weights: Tensors;
  optimizer: Tensors;
}

/** All that training has changed. */
export interface NetworkState extends VariablesState {
  /** Numbers that no variable holds, by name. */
  counters: Readonly<Record<string, number[]>>;
}

type Variables = ReadonlyMap<string, tf.Variable>;

/** Enough of a list of differences to see what is wrong. */
const MAX_SHOWN = 3;

const otherArchitecture = (differences: string[], from: string): Problem => {
  const shown = differences.slice(0, MAX_SHOWN).join('; ');
  return new Problem('other-architecture', `${from} belongs to another model: ${shown}; resume with its own run`);
};

/** The variables of a model and its optimizer. */
export class NetworkVariables {
  private readonly weights: Variables;
  private readonly slots: Variables;

  constructor(model: layers.LayersModel, optimizer: Optimizer) {
    this.weights = stableNames(model.weights);
    this.slots = slotsByStableName(this.weights, optimizer);
  }

  get all(): tf.Variable[] {
    return [...this.weights.values(), ...this.slots.values()];
  }

  async read(): Promise<VariablesState> {
    const [weights, optimizer] = await Promise.all([readAll(this.weights), readAll(this.slots)]);
    return { weights, optimizer };
  }

  /**
   * Replaces weights and slots; on a problem nothing is changed.
   * @throws Problem `other-architecture` naming the differences
   */
  write({ weights, optimizer }: VariablesState, from: string): void {
    const differences = [...differ(shapesOf(this.weights), weights), ...differ(shapesOf(this.slots), optimizer)];
    if (differences.length) throw otherArchitecture(differences, from);
    writeAll(this.weights, weights);
    writeAll(this.slots, optimizer);
  }
}

const shapesOf = (variables: Variables) => new Map([...variables].map(([name, { shape }]) => [name, shape]));

type Weight = layers.LayersModel['weights'][number];

/** tfjs types what a weight reads as a tensor; it is the variable itself. */
export function variableOf(weight: Weight): tf.Variable {
  const variable: tf.Tensor = weight.read();
  if (variable instanceof tf.Variable) return variable as tf.Variable;
  throw new Error(`weight ${weight.name} is no variable`);
}

/** tfjs numbers variables anew in each model of a process; a weight's original name is `<layer>/<weight>`. */
const stableNames = (weights: readonly Weight[]): Variables =>
  new Map(weights.map((weight) => [weight.originalName, variableOf(weight)]));

/** An optimizer names its slots `<variable>/<slot>`. */
function slotsByStableName(weights: Variables, { slots }: Optimizer): Variables {
  const stable = new Map([...weights].map(([name, variable]) => [variable.name, name]));
  return new Map(
    Object.entries(slots).map(([name, slot]) => {
      const slash = name.lastIndexOf('/');
      return [`${stable.get(name.slice(0, slash))!}${name.slice(slash)}`, slot];
    }),
  );
}

/**
 * Replaces a model's weights alone; on a problem nothing is changed.
 * @throws Problem `other-architecture` naming the differences
 */
export function writeWeights(model: layers.LayersModel, weights: Tensors, from: string): void {
  const variables = stableNames(model.weights);
  const differences = differ(shapesOf(variables), weights);
  if (differences.length) throw otherArchitecture(differences, from);
  writeAll(variables, weights);
}

async function readAll(variables: Variables): Promise<Tensors> {
  const entries = [...variables].map(async ([name, variable]): Promise<[string, StoredTensor]> => {
    const dtype = variable.dtype === 'int32' ? 'int32' : 'float32';
    const values = (await variable.data()) as Float32Array | Int32Array;
    return [name, { shape: [...variable.shape], dtype, values: values.slice() }];
  });
  return new Map(await Promise.all(entries));
}

function writeAll(variables: Variables, tensors: Tensors): void {
  for (const [name, variable] of variables) {
    const { values, shape, dtype } = tensors.get(name)!;
    tf.tidy(() => {
      variable.assign(tf.tensor(values, shape, dtype));
    });
  }
}
