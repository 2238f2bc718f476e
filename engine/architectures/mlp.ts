import * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { sizeOf } from '../data/samples';
import { Dropout } from '../layers/dropout';
import { hidden, normalization, type Hidden } from '../layers/hidden';
import { logitsOfWhole } from '../layers/logits';
import { defineArchitecture, dropoutRate, size } from './architecture';

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
    normalization,
    dropout: dropoutRate('Share of the units behind each hidden layer that a training step leaves out; 0 drops none.'),
  }),
  build({ units, activation, normalization, dropout }, task) {
    const { inputShape } = task;
    // He's variance suits units that pass half their inputs on; the symmetric activations want Glorot's.
    const kernelInitializer = activation === 'relu' ? 'heNormal' : 'glorotUniform';
    const model = layers.sequential();
    // (B, ...) → (B, size); tfjs's own flatten refuses what is flat already.
    model.add(layers.layers.reshape({ name: 'flatten', targetShape: [sizeOf(inputShape)], inputShape }));
    units.forEach((count, index) => {
      const place = { name: `dense${index + 1}`, activation, kind: normalization };
      const dense = (config: Hidden) => layers.layers.dense({ ...config, units: count, kernelInitializer });
      for (const layer of hidden(place, dense)) model.add(layer);
      if (dropout > 0) model.add(new Dropout({ name: `dropout${index + 1}`, rate: dropout }));
    });
    for (const layer of logitsOfWhole(task)) model.add(layer);
    return model;
  },
});
