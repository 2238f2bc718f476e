import { unknownDimension, type Dimension } from '../../domain/dimension';
import { shape } from '../../domain/shape';
import type { Machine } from '../../interpreter/machine';
import { tensor, type Tensor, type Value } from '../../interpreter/value';
import { elementsIn, sizeIn, unknown } from '../call';
import { row, type Rule, type Table } from '../library';
import { activated } from './activated';
import { applied } from './applied';
import { naming } from './named';

/** What every layer takes besides: where it is the first, the input's shape without the batch. */
const COMMON = 'name=None, dtype=None, trainable=True, input_shape=None, batch_input_shape=None, input_length=None';

/** `keras.layers.<name>` with its constructor's parameters, and its call. */
export function layerTable(
  name: string,
  signature: string,
  rule: Rule,
  { inputs = 'inputs', made = unknown }: { inputs?: string; made?: Rule } = {},
): Table {
  // An embedding's own parameter has the name of the input's width.
  const common = `${COMMON}${signature.includes('input_dim') ? '' : ', input_dim=None'}, **kwargs`;
  const parameters = signature.includes('*')
    ? `${signature}, ${common}`
    : `${signature ? `${signature}, ` : ''}*, ${common}`;
  return {
    [`keras.layers.${name}`]: { signature: parameters, rule: made, constructs: true },
    [`keras.layers.${name}.call`]: row(`self, ${inputs}, *args, **kwargs`, naming(activated(applied(rule)))),
  };
}

/** A symbolic input of this shape behind a batch of any size; None stands for any size. */
export function inputTensor(
  machine: Machine,
  sizes: Value,
  batch: Dimension = machine.symbol('B'),
): Tensor | undefined {
  const elements = elementsIn(sizes);
  if (!elements) return undefined;
  const axes = elements.map((each) =>
    each.kind === 'none' ? machine.symbol('n') : (sizeIn(each) ?? unknownDimension()),
  );
  return tensor(shape([batch, ...axes]), { type: 'float', symbolic: true });
}
