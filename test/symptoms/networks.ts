/** Networks that no specification asks for, as users write them. */
import * as layers from '@tensorflow/tfjs-layers';
import type { Task } from '../../engine/data/task';

const { dense, conv2d, flatten, simpleRNN } = layers.layers;

type Activation = 'relu' | 'sigmoid' | 'tanh' | 'linear' | 'softmax';

export interface Style {
  activation: Activation;
  /** Of the last layer. */
  last?: Activation;
  depth?: number;
}

type Family = (style: Style) => (task: Task) => layers.LayersModel;

const UNITS = 16;

const suiting = (activation: Activation) => (activation === 'relu' ? 'heNormal' : 'glorotUniform');

function withHead(model: layers.Sequential, { activation, last = 'linear', depth = 1 }: Style, outputs: number) {
  for (let index = 0; index < depth; index++) {
    const kernelInitializer = suiting(activation);
    model.add(dense({ name: `dense${index + 1}`, units: UNITS, activation, kernelInitializer }));
  }
  model.add(dense({ name: 'logits', units: outputs, activation: last }));
  return model;
}

/** Dense layers. */
export const denseNetwork: Family = (style) => (task) => {
  const model = layers.sequential();
  model.add(
    dense({
      name: 'first',
      units: UNITS,
      inputShape: task.inputShape,
      activation: style.activation,
      kernelInitializer: suiting(style.activation),
    }),
  );
  return withHead(model, style, task.outputs);
};

/** A convolution, then dense layers. */
export const convolution: Family = (style) => (task) => {
  const model = layers.sequential();
  const { activation } = style;
  model.add(
    conv2d({
      name: 'first',
      filters: 6,
      kernelSize: 3,
      strides: 2,
      inputShape: task.inputShape,
      activation,
      kernelInitializer: suiting(activation),
    }),
  );
  model.add(flatten({ name: 'flatten' }));
  return withHead(model, style, task.outputs);
};

/** A recurrent layer, then dense layers. */
export const recurrence: Family = (style) => (task) => {
  const model = layers.sequential();
  const activation = style.activation === 'relu' ? 'tanh' : style.activation;
  model.add(
    simpleRNN({
      name: 'first',
      units: UNITS,
      inputShape: task.inputShape,
      activation,
      recurrentInitializer: 'glorotUniform',
    }),
  );
  return withHead(model, style, task.outputs);
};
