import * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { sizeOf } from '../data/samples';
import { logitsOfWhole } from '../layers/logits';
import { defineArchitecture } from './architecture';

/** One linear unit an output (Rosenblatt, 1958): with the hinge loss a perceptron, with a cross-entropy logistic regression. */
export const architecture = defineArchitecture({
  id: 'perceptron',
  title: 'Perceptron',
  section: 'Feed-forward networks',
  equations: ['linear', 'hinge', 'binary-cross-entropy-with-logits'],
  parameters: v.strictObject({}),
  build(_, task) {
    const { inputShape } = task;
    const model = layers.sequential();
    model.add(layers.layers.reshape({ name: 'flatten', targetShape: [sizeOf(inputShape)], inputShape }));
    for (const layer of logitsOfWhole(task)) model.add(layer);
    return model;
  },
});
