/** Objects in images: a slot says whether there is one, where, and of which class. */
import * as tf from '@tensorflow/tfjs-core';
import { BEFORE_CLASSES } from '../data/boxes';
import { BOX } from '../data/task';
import type { Loss } from './loss';
import { huber } from './support/smooth';

/** Shares of an image that a coordinate may be off before its error grows as a line only (smooth L1's β). */
const BETA = 0.1;

/** What a box counts against objectness and class, as in YOLO (Redmon et al., 2016): errors of coordinates are small. */
const BOX_WEIGHT = 5;

/** Binary cross-entropy of each slot's objectness. (B, S, 1) */
const objectnessLoss = (logits: tf.Tensor, isObject: tf.Tensor) =>
  tf.sub(tf.softplus(logits), tf.mul(logits, isObject));

/** Smooth L1 (Girshick, 2015) of the sigmoids, summed over the four coordinates. (B, S, 4) → (B, S, 1) */
const boxLoss = (logits: tf.Tensor, boxes: tf.Tensor) =>
  tf.div(tf.sum(huber(tf.sub(tf.sigmoid(logits), boxes), BETA), -1, true), BETA);

/** −log softmax(logits)[class]. (B, S, classes), (B, S, 1) → (B, S, 1) */
function classLoss(logits: tf.Tensor, classes: tf.Tensor): tf.Tensor {
  const chosen = tf.cast(tf.equal(classes, tf.range(0, logits.shape.at(-1)!)), 'float32'); // (B, S, classes)
  return tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), chosen), -1, true));
}

/**
 * The mean over all slots (in the data's order) of objectness and, where a slot has an object, of its box and class:
 * (1/BS) Σ [BCE(o) + 1ₒ (λ Σ smoothL1(σ(box)) + CE(class))]. logits (B, S, 5 + classes), targets (B, S, 5).
 */
export const loss: Loss = {
  id: 'boxes',
  title: 'Objectness, boxes and classes',
  equation: 'cross-entropy',
  takes: ['boxes'],
  outputs: (target) => BEFORE_CLASSES + (target.kind === 'boxes' ? target.classes : 0),
  compute(logits, targets) {
    const [objectness, box, kinds] = tf.split(logits, [1, 4, logits.shape.at(-1)! - BEFORE_CLASSES], -1);
    const [classes, trueBox] = tf.split(targets, [1, BOX - 1], -1); // (B, S, 1), (B, S, 4)
    const isObject = tf.cast(tf.greaterEqual(classes!, 0), 'float32');
    const found = tf.add(tf.mul(boxLoss(box!, trueBox!), BOX_WEIGHT), classLoss(kinds!, classes!));
    return tf.mean(tf.add(objectnessLoss(objectness!, isObject), tf.mul(isObject, found)));
  },
  weight: (targets) => targets.length / BOX,
};
