import * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { sizeOf } from '../data/samples';
import { Dropout } from '../layers/dropout';
import { logitsLayer } from '../layers/logits';
import { defineArchitecture, dropoutRate } from './architecture';

const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65536));

export const architecture = defineArchitecture({
  id: 'mlp',
  title: 'Multi-layer perceptron',
  section: 'Feed-forward networks',
  equations: ['linear', 'relu', 'dropout', 'softmax', 'cross-entropy'],
  parameters: v.strictObject({
    units: v.pipe(v.optional(v.array(size), [128]), v.description('Units of each hidden layer.')),
    activation: v.pipe(
      v.optional(v.picklist(['relu', 'tanh', 'sigmoid']), 'relu'),
      v.description('What follows each hidden layer.'),
    ),
    dropout: dropoutRate('Share of the units behind each hidden layer that a training step leaves out; 0 drops none.'),
  }),
  build({ units, activation, dropout }, { inputShape, outputs }) {
    // He's variance suits units that pass half their inputs on; the symmetric activations want Glorot's.
    const kernelInitializer = activation === 'relu' ? 'heNormal' : 'glorotUniform';
    const model = layers.sequential();
    // (B, ...) → (B, size); tfjs's own flatten refuses what is flat already.
    model.add(layers.layers.reshape({ name: 'flatten', targetShape: [sizeOf(inputShape)], inputShape }));
    units.forEach((count, index) => {
      model.add(layers.layers.dense({ name: `dense${index + 1}`, units: count, activation, kernelInitializer }));
      if (dropout > 0) model.add(new Dropout({ name: `dropout${index + 1}`, rate: dropout }));
    });
    model.add(logitsLayer(outputs));
    return model;
  },
});
