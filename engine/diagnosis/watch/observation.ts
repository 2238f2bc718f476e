/** What a run tells those who watch it. */
import type { EngineEvent } from '../../process/protocol';

/** A layer as it was built. */
export interface LayerAnatomy {
  name: string;
  /** What its output went through last; "" where that cannot be told from one name. */
  activation: string;
  /** Trainable weights: `<layer>/<weight>` and shape. */
  weights: { name: string; shape: number[] }[];
}

/** Of numbers as the model is fed them. */
export interface ValueStatistics {
  mean: number;
  deviation: number;
  minimum: number;
  maximum: number;
  notFinite: number;
}

/** Before the first step. */
export interface Begin {
  /** 0, or the step that a resumed checkpoint holds. */
  step: number;
  /** Of the whole run; null where that is not known. */
  steps: number | null;
  batchSize: number;
  /** In the order in which they run. */
  layers: LayerAnatomy[];
  /** Of the first batch, normalized; null where inputs are no numbers but tokens. */
  inputs: ValueStatistics | null;
  /** Of all training targets that count; null where there are none. */
  targets: { kind: 'classes' | 'numbers' | 'boxes'; minimum: number; maximum: number } | null;
  /** Classes or numbers that the last layer gives. */
  outputs: number;
  loss: string;
  /** The loss of the best constant answer, where that is known: the entropy of the labels, the variance of the numbers. */
  baseline: number | null;
}

type Probe = Extract<EngineEvent, { type: 'probe' }>;

/** Of a step of adversarial training. */
export interface Adversarial {
  type: 'adversarial';
  step: number;
  generatorLoss: number;
  discriminatorLoss: number;
  /** Mean distance between two samples of a batch. */
  diversity: { generated: number; real: number };
}

/** Of an agent's training, over the episodes or updates since the last observation. */
export interface Agent {
  type: 'agent';
  step: number;
  /** Of the values of states and actions, those of largest magnitude; null where there are none. */
  largestValue: number | null;
  /** What the magnitude of a value cannot exceed: largest reward / (1 − discount); null where it is not known. */
  valueBound: number | null;
  /** Sum of an episode's rewards, mean over episodes. */
  return: number;
  /** Mean entropy of the policy in nats, and the number of actions; null where it has none. */
  policy: { entropy: number; actions: number } | null;
}

export type Observation =
  | ({ type: 'begin' } & Begin)
  | {
      type: 'step';
      step: number;
      loss: number;
      gradientNorm: number;
      learningRate: number;
      /** Of the whole step, and of these how many it waited for its batch. */
      seconds: number;
      waiting: number;
    }
  /** Made of steps by the watch itself: see loss-history.ts. */
  | {
      type: 'losses';
      step: number;
      /** The mean over the first samples. */
      initial: number;
      /** The mean over the last groups of steps, and the lowest that it ever was. */
      recent: number;
      best: number;
      /** Of the latest groups of steps, oldest first. */
      means: readonly number[];
    }
  | (Pick<Probe, 'type' | 'step' | 'gradientNorm' | 'layers' | 'weights'> & {
      /** As the step had it. */
      learningRate: number;
    })
  | { type: 'epoch'; step: number; epoch: number; train: number | null; validation: number | null }
  /** Training ends here. */
  | { type: 'notFinite'; step: number; what: string; where: { layer: string; words: string } | undefined }
  | Adversarial
  | Agent;

export type ObservationOf<Type extends Observation['type']> = Extract<Observation, { type: Type }>;
