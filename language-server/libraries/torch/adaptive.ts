/** A softmax over many classes in clusters. */
import { unknownDimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { printShape, shape } from '../../domain/shape';
import { tensor, tuple } from '../../interpreter/value';
import { attributeOf, layerOf, mismatch, parameterOf, sized, sizeIn, tensorOf, weighted } from '../call';
import { row, type Call, type Rule, type Table } from '../library';

/** The last axis holds the features. */
function checkFeatures(call: Call): void {
  const [input, layer] = [tensorOf(call), layerOf(call)];
  const [last, wanted] = [input.shape.dimensions.at(-1), sizeIn(attributeOf(layer, 'in_features'))];
  if (last === undefined || wanted === undefined || !different(last, wanted)) return;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, whose last axis is ${printDimension(last)}`,
    expected: `in_features=${printDimension(wanted)}`,
    advice: `set in_features=${printDimension(last)}, or change what comes before`,
    inputs: [input],
    ...parameterOf(layer, 'in_features', last),
  });
}

/** (N, in_features), (N) → the target's log-probabilities (N), and their mean loss. */
const forward: Rule = (call) => {
  checkFeatures(call);
  const output = tensor(tensorOf(call, 'target').shape, { type: 'float' });
  return { ...tuple([output, sized([], { type: 'float' })]), fields: ['output', 'loss'] };
};

/** (N, in_features) → (N, n_classes) */
const logProbabilities: Rule = (call) => {
  checkFeatures(call);
  const classes = sizeIn(attributeOf(layerOf(call), 'n_classes')) ?? unknownDimension();
  return sized([tensorOf(call).shape.dimensions.at(-2) ?? unknownDimension(), classes], { type: 'float' });
};

/** (N, in_features) → (N) */
const predict: Rule = (call) => {
  const { open, dimensions } = tensorOf(call).shape;
  return tensor(dimensions.length < 2 ? { open: true, dimensions: [] } : shape(dimensions.slice(0, -1), open), {
    type: 'int64',
  });
};

const NAME = 'torch.nn.AdaptiveLogSoftmaxWithLoss';

export const ADAPTIVE: Table = {
  ...weighted(NAME, 'in_features, n_classes, cutoffs, div_value=4.0, head_bias=False', forward, 'input, target'),
  [`${NAME}.log_prob`]: row('self, input', logProbabilities),
  [`${NAME}.predict`]: row('self, input', predict),
};
