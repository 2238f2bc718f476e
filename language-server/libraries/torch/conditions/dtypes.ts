import { categoryOf, isPrecise, printElementType, type ElementType } from '../../../domain/element-type';
import type { Machine } from '../../../interpreter/machine';
import type { Tensor, Value } from '../../../interpreter/value';
import { elementsIn, valueOf } from '../../call';
import { converting, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';
import { hasAxes } from '../devices';
import { weightsOf } from '../weights';
import { tensorAt } from './types';

/** Whether two types are certainly not one: under autocast all floats but doubles are made alike. */
function differ({ mixedPrecision }: Machine, a: ElementType, b: ElementType): boolean {
  if (categoryOf(a) !== categoryOf(b)) return true;
  const made = mixedPrecision && categoryOf(a) === 'float' && a !== 'float64' && b !== 'float64';
  return isPrecise(a) && isPrecise(b) && a !== b && !made;
}

const METHODS: Partial<Record<ElementType, string>> = {
  float32: '.float()',
  float64: '.double()',
  float16: '.half()',
  bfloat16: '.bfloat16()',
  int64: '.long()',
};

/** `with .float()`; any type by its name. */
const converter = (type: ElementType): string => METHODS[type] ?? `.to(torch.${printElementType(type)})`;

function refuseTypes(call: Call, name: string, given: Tensor, wanted: ElementType, why: string): void {
  const method = converter(wanted);
  refuse(
    call,
    'dtype-mismatch',
    {
      received: `${name} of type ${printElementType(given.type!)}`,
      expected: `${printElementType(wanted)}, ${why}`,
      advice: isPrecise(wanted) ? `convert one of them, as with ${method}` : 'convert one of them',
      ...converting(call, name, isPrecise(wanted) ? method : undefined),
    },
    [given],
  );
}

/** A layer's input has the type of its weights; that it holds floats is another condition. */
const asWeights =
  (name = 'input', types?: readonly ElementType[]): Condition =>
  (call) => {
    const input = tensorAt(call, name);
    const { type } = weightsOf(call);
    if (!input?.type || !type || categoryOf(input.type) !== 'float' || !differ(call.machine, input.type, type)) return;
    if (types && !(types.includes(input.type) && types.includes(type))) return;
    refuseTypes(call, name, input, type, 'as the weights are of');
  };

/** The CPU and CUDA agree on these; half inputs go with single weights on some devices. */
const FULL: readonly ElementType[] = ['float32', 'float64'];

/** Arguments of one type: each as the first. */
const alike =
  (first: string, ...others: string[]): Condition =>
  (call) => {
    const reference = tensorAt(call, first);
    for (const name of others) {
      const other = tensorAt(call, name);
      if (!reference?.type || !other?.type || !differ(call.machine, reference.type, other.type)) continue;
      refuseTypes(call, name, other, reference.type, `as ${first} is of`);
      return;
    }
  };

/** `x[mask] = values`, `x[indices] = values`: values with axes are of the type of x. */
const placedByTensor: Condition = (call) => {
  const value = tensorAt(call, 'value');
  if (value && hasAxes(value) && isArray(valueOf(call, 'index'))) alike('input', 'value')(call);
};

const isArray = (index: Value): boolean =>
  index.kind === 'tensor' ? hasAxes(index) : index.kind === 'list' && (elementsIn(index)?.length ?? 0) > 1;

/** A number is multiplied with, whatever its type. */
const vectors: Condition = (call) => {
  if (['input', 'other'].every((name) => tensorAt(call, name)?.shape.dimensions.length)) alike('input', 'other')(call);
};

/** That they are floats is another condition. */
const distances: Condition = (call) => {
  const type = tensorAt(call, 'x1')?.type;
  if (type && categoryOf(type) === 'float') alike('x1', 'x2')(call);
};

const all = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(names.split(' ').map((name) => [name, condition]));

const both = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(
    names.split(' ').flatMap((name) => [`torch.${name}`, `torch.Tensor.${name}`].map((each) => [each, condition])),
  );

const layers = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(names.split(' ').map((name) => [`torch.nn.${name}.forward`, condition]));

const CONVOLUTIONS = 'conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d';

export const DTYPE_CONDITIONS: Conditions = {
  ...layers('Linear Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d', asWeights()),
  ...layers('LSTM GRU RNN LSTMCell GRUCell RNNCell', asWeights()),
  ...layers('BatchNorm1d BatchNorm2d BatchNorm3d LayerNorm GroupNorm PReLU', asWeights('input', FULL)),
  ...layers('Bilinear', asWeights('input1')),
  ...layers('MultiheadAttention', asWeights('query')),
  ...layers('TransformerEncoderLayer', asWeights('src')),
  ...all('torch.matmul torch.Tensor.matmul torch.linalg.matmul', alike('input', 'other')),
  ...both('mm bmm', alike('input', 'mat2')),
  ...both('mv', alike('input', 'vec')),
  ...both('dot', alike('input', 'tensor')),
  ...both('inner', vectors),
  ...both('allclose', alike('input', 'other')),
  ...both('addmm', alike('input', 'mat1', 'mat2')),
  ...both('baddbmm', alike('batch1', 'batch2')),
  ...all('torch.nn.functional.linear', alike('weight', 'input', 'bias')),
  ...all(
    CONVOLUTIONS.split(' ')
      .map((name) => `torch.nn.functional.${name} torch.${name}`)
      .join(' '),
    alike('weight', 'input', 'bias'),
  ),
  'torch.cdist': distances,
  ...both('lerp', alike('input', 'end')),
  ...both('scatter scatter_ scatter_add scatter_add_', alike('input', 'src')),
  ...both('index_add index_add_ index_copy index_copy_ masked_scatter masked_scatter_', alike('input', 'source')),
  ...all('torch.nn.functional.binary_cross_entropy torch.nn.BCELoss.forward', alike('input', 'target')),
  'torch.Tensor.__setitem__': placedByTensor,
};
