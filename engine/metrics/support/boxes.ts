/** Predicted and true boxes of a batch. */
import { BEFORE_CLASSES, type Box } from '../../data/boxes';
import { BOX } from '../../data/task';
import type { Predictions } from '../metric';
import { argmax, logSumExp } from './places';

export interface Detection extends Box {
  class: number;
  /** log (p / (1 − p)) of p = p(an object) · p(this class). */
  score: number;
}

export interface TrueBox extends Box {
  class: number;
  /** Of its image. */
  slot: number;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** What the model says of a slot of the batch, the first being 0. */
export function detection({ logits, task: { outputs } }: Predictions, slot: number): Detection {
  const at = slot * outputs;
  const [objectness, x, y, width, height] = logits.subarray(at, at + BEFORE_CLASSES);
  const [from, classes] = [at + BEFORE_CLASSES, outputs - BEFORE_CLASSES];
  const best = argmax(logits, from, classes);
  const share = Math.exp(logits[from + best]! - logSumExp(logits, from, classes));
  const probability = sigmoid(objectness!) * share;
  return {
    class: best,
    score: Math.log(probability) - Math.log1p(-probability),
    x: sigmoid(x!),
    y: sigmoid(y!),
    width: sigmoid(width!),
    height: sigmoid(height!),
  };
}

/** Slots an image. */
export const slotsOf = ({ targets, count }: Predictions): number => targets.length / count / BOX;

/** The objects of an image of the batch. */
export function trueBoxes(predictions: Predictions, image: number): TrueBox[] {
  const { targets } = predictions;
  const most = slotsOf(predictions);
  return Array.from({ length: most }, (_, slot) => {
    const at = (image * most + slot) * BOX;
    const [object, x, y, width, height] = targets.subarray(at, at + BOX);
    return { class: object!, slot, x: x!, y: y!, width: width!, height: height! };
  }).filter((box) => box.class >= 0);
}
