import * as layers from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { Dropout } from '../layers/dropout';
import { hidden, normalization, type Hidden } from '../layers/hidden';
import { logitsOfWhole } from '../layers/logits';
import { Problem } from '../process/problem';
import type { Task } from '../data/task';
import { defineArchitecture, dropoutRate } from './architecture';

const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096));

const parameters = v.strictObject({
  filters: v.pipe(
    v.optional(v.pipe(v.array(size), v.minLength(1)), [16, 32]),
    v.description('Filters of each convolution; a max-pooling by 2 follows each.'),
  ),
  kernelSize: v.pipe(v.optional(size, 3), v.description('Side of the convolution windows.')),
  units: v.pipe(
    v.optional(v.array(size), [64]),
    v.description('Units of each dense layer between the convolutions and the logits.'),
  ),
  normalization,
  dropout: dropoutRate('Share of the inputs of each dense layer that a training step leaves out; 0 drops none.'),
});

const POOL = 2;

function checkFit({ filters }: v.InferOutput<typeof parameters>, { inputShape }: Task): void {
  const [height, width] = inputShape;
  if (inputShape.length !== 3) {
    const shape = `[${inputShape.join(', ')}]`;
    throw new Problem('model-misfit', `a cnn takes images, the data has inputs of shape ${shape}; use "mlp"`);
  }
  const most = Math.floor(Math.log2(Math.min(height!, width!)));
  if (filters.length > most) {
    const images = `${filters.length} poolings leave nothing of ${height!}×${width!} images`;
    throw new Problem('model-misfit', `model.params.filters: ${images}; give at most ${most} filters`);
  }
}

export const architecture = defineArchitecture({
  id: 'cnn',
  title: 'Convolutional network',
  section: 'Convolutional networks',
  equations: ['conv2d', 'relu', 'max-pool', 'linear', 'dropout', 'softmax', 'cross-entropy'],
  parameters,
  build(chosen, task) {
    checkFit(chosen, task);
    const { filters, kernelSize, units, normalization, dropout } = chosen;
    const model = layers.sequential();
    filters.forEach((count, index) => {
      const name = `conv${index + 1}`;
      // (B, H, W, C) → (B, H, W, filters) → (B, H/2, W/2, filters)
      const conv = (config: Hidden) =>
        layers.layers.conv2d({
          ...config,
          filters: count,
          kernelSize,
          padding: 'same',
          kernelInitializer: 'heNormal',
          ...(index === 0 && { inputShape: task.inputShape }),
        });
      for (const layer of hidden({ name, activation: 'relu', kind: normalization }, conv)) model.add(layer);
      model.add(layers.layers.maxPooling2d({ name: `pool${index + 1}`, poolSize: POOL }));
    });
    model.add(layers.layers.flatten({ name: 'flatten' }));
    const addDropout = (before: string) => {
      if (dropout > 0) model.add(new Dropout({ name: `dropout-${before}`, rate: dropout }));
    };
    units.forEach((count, index) => {
      const name = `dense${index + 1}`;
      addDropout(name);
      const dense = (config: Hidden) => layers.layers.dense({ ...config, units: count, kernelInitializer: 'heNormal' });
      for (const layer of hidden({ name, activation: 'relu', kind: normalization }, dense)) model.add(layer);
    });
    addDropout('logits');
    for (const layer of logitsOfWhole(task)) model.add(layer);
    return model;
  },
});
