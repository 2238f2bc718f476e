import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { escape } from '../../interpreter/escape';
import { printShape, shape } from '../../domain/shape';
import { library, list, NONE, tensor, UNKNOWN, type Value } from '../../interpreter/value';
import { booleanOf, isNone, mismatch, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { objectOf } from '../javascript/objects';
import { certainlyUnlike } from './arithmetic';
import { inputOf, like } from './tensors';
import { iterate } from '../../interpreter/iteration';
import { regularizer } from './required';

const run = ({ machine, site }: Call, callee: Value, ...positional: Value[]): Value =>
  callValue(machine, callee, { ...noArguments(), positional }, { site });

/** `tidy(f)`, `tidy(name, f)` */
const tidy: Rule = (call) => {
  const [first, second] = [valueOf(call, 'f'), valueOf(call, 'g')];
  return run(call, second.kind === 'none' ? first : second);
};

/** The function that gives the gradient: what `rule` makes of f and its argument. */
const derivative =
  (name: string): Rule =>
  (call) => ({ kind: 'partial', callee: library(name), positional: [valueOf(call, 'f')], named: new Map() });

/** The shape of what f is differentiated by. */
const gradient = (x: Value): Value => (x.kind === 'tensor' ? { ...like(x, x.shape), array: 'tfjs.Tensor' } : UNKNOWN);

const gradientAt: Rule = (call) => {
  const x = valueOf(call, 'x');
  run(call, valueOf(call, 'f'), x);
  return gradient(x);
};

const gradientsAt: Rule = (call) => {
  const inputs = iterate(call.machine, valueOf(call, 'x'));
  if (!inputs) return UNKNOWN;
  run(call, valueOf(call, 'f'), ...inputs);
  return list(inputs.map(gradient), 'array');
};

const valueAndGradient: Rule = (call) => {
  const x = valueOf(call, 'x');
  return objectOf([
    ['value', run(call, valueOf(call, 'f'), x)],
    ['grad', gradient(x)],
  ]);
};

const valueAndGradients: Rule = (call) => {
  const inputs = iterate(call.machine, valueOf(call, 'x'));
  if (!inputs) return UNKNOWN;
  return objectOf([
    ['value', run(call, valueOf(call, 'f'), ...inputs)],
    ['grads', list(inputs.map(gradient), 'array')],
  ]);
};

/** What is minimized is one number. */
function cost(call: Call): Value {
  const value = run(call, valueOf(call, 'f'));
  const axes = value.kind === 'tensor' && !value.shape.open ? value.shape.dimensions.length : 0;
  if (value.kind === 'tensor' && axes > 0)
    mismatch(call, {
      received: `a function that returns shape ${printShape(value.shape)}`,
      expected: 'one that returns a scalar',
      advice: 'return the mean or the sum of the loss: .mean()',
      inputs: [value],
    });
  return value;
}

const variableGradients: Rule = (call) =>
  objectOf([
    ['value', cost(call)],
    ['grads', UNKNOWN],
  ]);

/** Runs f once; gives its value where that is asked for. */
const minimize: Rule = (call) => {
  const value = cost(call);
  const wanted = booleanOf(call, 'returnCost');
  if (wanted === undefined) return UNKNOWN;
  return wanted ? value : NONE;
};

/** Labels and predictions of one shape → a scalar. */
const loss: Rule = (call) => {
  const [labels, predictions] = [inputOf(call, 'labels'), inputOf(call, 'predictions')];
  if (certainlyUnlike(labels.shape, predictions.shape))
    mismatch(call, {
      received: `labels of shape ${printShape(labels.shape)} and predictions of shape ${printShape(predictions.shape)}`,
      expected: 'one shape',
      advice: 'reshape the labels, or make them one-hot',
      inputs: [labels, predictions],
    });
  const reduction = valueOf(call, 'reduction');
  if (reduction.kind === 'none' || (reduction.kind === 'integer' && reduction.value !== 0))
    return tensor(shape([]), { type: 'float' });
  const none = reduction.kind === 'integer' && isNone(call, 'weights');
  return none ? tensor(predictions.shape, { type: 'float' }) : UNKNOWN;
};

/** The distance along an axis is one number more to tell. */
const cosine: Rule = (call) => {
  loss(call);
  return isNone(call, 'weights') && isNone(call, 'reduction') ? tensor(shape([]), { type: 'float' }) : UNKNOWN;
};

const OPTIMIZERS = 'sgd momentum rmsprop adam adadelta adamax adagrad';
const LOSSES = 'meanSquaredError absoluteDifference hingeLoss sigmoidCrossEntropy softmaxCrossEntropy';

const escaping: Rule = (call) => {
  escape(call.machine, [...call.arguments.values()]);
  return UNKNOWN;
};

const named = (names: string, prefix: string, each: Table[string]): Table =>
  Object.fromEntries(names.split(' ').map((name) => [prefix + name, each]));

/** What runs other code, and what is no tensor. */
export const STRUCTURE: Table = {
  'tfjs.tidy': row('f, g=None', tidy),
  'tfjs.grad': row('f', derivative('tfjs.@grad')),
  'tfjs.grads': row('f', derivative('tfjs.@grads')),
  'tfjs.valueAndGrad': row('f', derivative('tfjs.@valueAndGrad')),
  'tfjs.valueAndGrads': row('f', derivative('tfjs.@valueAndGrads')),
  'tfjs.@grad': row('f, x, dy=None', gradientAt),
  'tfjs.@grads': row('f, x, dy=None', gradientsAt),
  'tfjs.@valueAndGrad': row('f, x, dy=None', valueAndGradient),
  'tfjs.@valueAndGrads': row('f, x, dy=None', valueAndGradients),
  'tfjs.variableGrads': row('f, variables=None', variableGradients),
  ...named(OPTIMIZERS, 'tfjs.train.', { signature: '*args', rule: () => NONE, constructs: true }),
  'tfjs.train.Optimizer.minimize': row('self, f, returnCost=False, variables=None', minimize),
  'tfjs.train.Optimizer.applyGradients': row('self, gradients', () => UNKNOWN),
  'tfjs.train.Optimizer.computeGradients': row('self, f, variables=None', variableGradients),
  'tfjs.train.Optimizer.dispose': row('self', () => UNKNOWN),
  ...named(LOSSES, 'tfjs.losses.', row('labels, predictions, weights=None, third=None, reduction=None', loss)),
  'tfjs.losses.logLoss': row('labels, predictions, weights=None, epsilon=None, reduction=None', loss),
  'tfjs.losses.huberLoss': row('labels, predictions, weights=None, delta=None, reduction=None', loss),
  'tfjs.losses.cosineDistance': row('labels, predictions, axis, weights=None, reduction=None', cosine),
  'tfjs.customGrad': row('f', escaping),
  ...named(
    'ready nextFrame setBackend getBackend memory env enableProdMode disposeVariables engine time profile',
    'tfjs.',
    row('*args', escaping),
  ),
  ...named(
    'constant glorotNormal glorotUniform heNormal heUniform identity leCunNormal leCunUniform ones orthogonal randomNormal randomUniform truncatedNormal varianceScaling zeros',
    'tfjs.initializers.',
    row('*args', () => UNKNOWN),
  ),
  ...named('l1 l2 l1l2', 'tfjs.regularizers.', row('config=None, *rest', regularizer)),
};
