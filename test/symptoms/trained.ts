/** Trains a small network as a run does, and gives what its watch told. */
import type * as layers from '@tensorflow/tfjs-layers';
import type { Device } from '../../engine/backends/device';
import { InMemory } from '../../engine/data/samples';
import type { Task } from '../../engine/data/task';
import { fitNormalization } from '../../engine/data/normalization';
import type { SymptomEvent } from '../../engine/diagnosis/watch/watch';
import type { Tensors } from '../../engine/storage/tensors';
import { Control } from '../../engine/training/control';
import { initialize } from '../../engine/training/initialize';
import { TrainingLoop } from '../../engine/training/loop';
import { Network } from '../../engine/training/network';
import { objectiveOf } from '../../engine/training/objective';
import { resolve } from '../../engine/training/resolve';
import type { Specification } from '../../engine/training/specification/specification';
import { late, type Data } from './data';

export interface Setup {
  data: Data;
  /** Changes of a specification; a model of its own ignores `model`. */
  settings: Record<string, unknown>;
  model?: (task: Task) => layers.LayersModel;
  /** Milliseconds that a batch takes to come; 0 where it is not said. */
  delay?: number;
  /** Changes the initial weights, by name, in place. */
  spoil?: (weights: Tensors) => void;
}

/** Of a healthy run: 128 steps of 32 samples. */
const SETTINGS = {
  'optimizer.learningRate': 0.005,
  'training.epochs': 16,
  'training.batchSize': 32,
  'data.normalize': 'standard',
};

export interface Outcome {
  specification: Specification;
  symptoms: SymptomEvent[];
  /** Of the training samples, by epoch. */
  losses: (number | null)[];
  /** Why it ended early; undefined where it did not. */
  error: unknown;
}

export async function trained({ data, settings, model, delay = 0, spoil }: Setup, device: Device): Promise<Outcome> {
  const specification = resolve('digits-cnn', { ...SETTINGS, ...settings });
  const { validation, target } = data;
  const train = delay > 0 ? late(data.train, delay) : data.train;
  const objective = objectiveOf(
    specification,
    { dataset: train, test: null, vocabulary: null, target, fingerprint: '' },
    train,
  );
  const network = model
    ? Network.of(built(model, objective.task), specification, objective, device)
    : Network.create(specification, objective, device);
  try {
    if (spoil) {
      const state = await network.read();
      spoil(state.weights);
      network.write(state, 'the test');
    }
    const scale = await fitNormalization(train, specification.data.normalize, null);
    const none = new InMemory(
      { shape: train.inputShape, values: new Float32Array() },
      { ...train.targets, values: train.targets.values.subarray(0, 0) },
    );
    const symptoms: SymptomEvent[] = [];
    const losses: (number | null)[] = [];
    const prepared = {
      train,
      validation: specification.data.validation > 0 ? validation : none,
      test: none,
      objective,
      scale,
      white: 1,
      fingerprint: '',
      signature: { task: objective.task, names: null, categories: {}, units: {}, filling: null },
      notices: [],
    };
    const loop = new TrainingLoop(specification, prepared, network, {
      emit: (event) => {
        if (event.type === 'symptom') symptoms.push(event);
        if (event.type === 'epoch') losses.push(event.train.loss ?? null);
      },
      control: new Control(),
      save: () => true,
      best: () => null,
    });
    const error: unknown = await loop.run().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return { specification, symptoms, losses, error };
  } finally {
    network.dispose();
  }
}

function built(model: (task: Task) => layers.LayersModel, task: Task): layers.LayersModel {
  const made = model(task);
  initialize(made, 1);
  return made;
}
