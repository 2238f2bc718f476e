/** TensorFlow 1's estimators, which give a program's function of a model the batches of its function of inputs. */
import { noArguments } from '../../interpreter/arguments';
import { callValue } from '../../interpreter/calls';
import { made } from '../../interpreter/construction';
import { setAttribute } from '../../interpreter/setting-attributes';
import { library, NONE, UNKNOWN, type Value } from '../../interpreter/value';
import { attributeOf, layerOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { dataIn, elementIn, mapTensors, resized } from './dataset';

const ESTIMATOR = 'tensorflow.estimator.Estimator';
const INPUTS = 'tensorflow.estimator.inputs.InputFunction';

/** Where a function of inputs keeps its batches; no attribute of a program has such names. */
const [FEATURES, LABELS] = ['@features', '@labels'];

/** Batches of arrays, of sizes that are known when the graph runs. */
const ofArrays: Rule = (call) => {
  const [inputs, batch] = [made(library(INPUTS), call), call.machine.symbol('B')];
  const batched = (value: Value): Value =>
    value.kind === 'none'
      ? NONE
      : (mapTensors(value, (each) =>
          each.shape.open ? undefined : resized(each, [batch, ...each.shape.dimensions.slice(1)]),
        ) ?? UNKNOWN);
  setAttribute(call.machine, inputs, FEATURES, batched(valueOf(call, 'x')));
  setAttribute(call.machine, inputs, LABELS, batched(valueOf(call, 'y')));
  return inputs;
};

/** The features and labels that a function of inputs gives: itself, or as elements of a data set. */
function inputsFrom(call: Call): readonly Value[] {
  const inputs = valueOf(call, 'input_fn');
  if (inputs.kind === 'instance' && inputs.class.kind === 'library' && inputs.class.name === INPUTS)
    return [attributeOf(inputs, FEATURES), attributeOf(inputs, LABELS)];
  const given = callValue(call.machine, inputs, noArguments(), { site: call.site });
  const data = dataIn(given);
  const element = data ? elementIn(data) : given;
  return element.kind === 'tuple' ? element.elements : [element];
}

/** A model's function gets what it has parameters for of labels, mode, hyperparameters and configuration. */
const running =
  (mode: 'TRAIN' | 'EVAL' | 'PREDICT'): Rule =>
  (call) => {
    const model = attributeOf(layerOf(call), 'model_fn');
    const [features = UNKNOWN, labels = NONE] = inputsFrom(call);
    if (model.kind !== 'function') return layerOf(call) ?? UNKNOWN;
    const offered: readonly [string, Value][] = [
      ['labels', mode === 'PREDICT' ? NONE : labels],
      ['mode', library(`tensorflow.estimator.ModeKeys.${mode}`)],
      ['params', attributeOf(layerOf(call), 'params')],
      ['config', UNKNOWN],
    ];
    const taken = new Set(model.definition.parameters.map(({ name }) => name));
    const named = new Map(offered.filter(([name]) => taken.has(name)));
    callValue(call.machine, model, { ...noArguments(), positional: [features], named }, { site: call.site });
    return mode === 'TRAIN' ? (layerOf(call) ?? UNKNOWN) : UNKNOWN;
  };

const RUNS = 'self, input_fn, *args, **kwargs';

export const ESTIMATORS: Table = {
  [ESTIMATOR]: {
    signature: 'model_fn, model_dir=None, config=None, params=None, warm_start_from=None',
    rule: () => NONE,
    constructs: true,
  },
  [`${ESTIMATOR}.train`]: row(RUNS, running('TRAIN')),
  [`${ESTIMATOR}.evaluate`]: row(RUNS, running('EVAL')),
  [`${ESTIMATOR}.predict`]: row(RUNS, running('PREDICT')),
  'tensorflow.estimator.inputs.numpy_input_fn': row('x, y=None, *args, **kwargs', ofArrays),
};
