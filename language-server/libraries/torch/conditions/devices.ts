import type { Tensor, Value } from '../../../interpreter/value';
import { asFunction, valueOf } from '../../call';
import { converting, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';
import { elsewhere, hasAxes, tensorsIn } from '../devices';
import { weightsOf } from '../weights';

const nameOf = (call: Call, input: Value): string =>
  [...call.arguments].find(([, value]) => value === input)?.[0] ?? '';

/** What a layer with weights is given is where they are. */
const withWeights: Condition = (call) => {
  const { device } = weightsOf(call);
  const input = tensorsIn(call).find((each) => hasAxes(each) && elsewhere(each.device, device));
  if (!input || device === undefined) {
    together(call);
    return;
  }
  refuse(
    call,
    'device-mismatch',
    {
      received: `an input on ${input.device}`,
      expected: `one on ${device}, where the weights are`,
      advice: `move the input there with .to('${device}'), or the module to the input`,
      ...converting(call, nameOf(call, input), `.to('${device}')`),
    },
    [input],
  );
};

/** What must be where the others are: anything but a scalar of the CPU, which goes with tensors of any device. */
const isBound = (tensor: Tensor): boolean =>
  tensor.device !== undefined && (hasAxes(tensor) || tensor.device !== 'cpu');

/** Tensors are on one device. */
const together: Condition = (given) => {
  const call = given.name.endsWith('.forward') ? asFunction(given) : given;
  const [first, ...others] = tensorsIn(call).filter(isBound);
  const other = others.find(({ device }) => elsewhere(first?.device, device));
  if (first && other) refuseBoth(given, first, other);
};

function refuseBoth(call: Call, first: Tensor, other: Tensor): void {
  refuse(
    call,
    'device-mismatch',
    {
      received: `tensors on ${first.device} and on ${other.device}`,
      expected: 'all on one device',
      advice: 'move one of them with .to(device); what is made inside a module is made with device=x.device',
    },
    [first, other],
  );
}

/** NumPy sees only the memory of the CPU. */
const onCpu: Condition = (call) => {
  const input = call.arguments.get('input');
  if (input?.kind !== 'tensor' || !/^(cuda|mps|xpu)/.test(input.device ?? '')) return;
  refuse(
    call,
    'device-mismatch',
    {
      received: `a tensor on ${input.device}`,
      expected: 'one on the CPU, whose memory NumPy shares',
      advice: 'move it with .cpu() first',
      ...converting(call, 'input', '.cpu()'),
    },
    [input],
  );
};

/** Indices lie on the CPU, or where the tensor is that they pick from; one number goes anywhere. */
const indexed: Condition = (call) => {
  const [input, index] = [call.arguments.get('input'), valueOf(call, 'index')];
  const parts = index.kind === 'tuple' ? index.elements : [index];
  if (input?.kind !== 'tensor') return;
  const other = parts.find(
    (part) => part.kind === 'tensor' && hasAxes(part) && part.device !== 'cpu' && elsewhere(part.device, input.device),
  );
  if (other?.kind !== 'tensor') return;
  refuse(
    call,
    'device-mismatch',
    {
      received: `an index on ${other.device} for a tensor on ${input.device}`,
      expected: 'an index on the CPU, or where the tensor is',
      advice: 'move the index with .cpu(), or the tensor to the index',
    },
    [input, other],
  );
};

const both = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(
    names.split(' ').flatMap((name) => [`torch.${name}`, `torch.Tensor.${name}`].map((each) => [each, condition])),
  );

const ARITHMETIC =
  'add sub subtract rsub mul multiply div divide true_divide floor_divide remainder fmod pow maximum minimum atan2 eq ne ' +
  'lt le gt ge greater less logical_and logical_or logical_xor bitwise_and bitwise_or bitwise_xor lerp addcmul addcdiv';
const WRITING = 'add_ sub_ mul_ div_ pow_ masked_fill masked_fill_';
const PRODUCTS = 'matmul mm bmm mv dot inner outer addmm addmv baddbmm addbmm einsum tensordot cross';
const JOINING = 'cat concat stack hstack vstack dstack where';
const GATHERING =
  'gather scatter scatter_ scatter_add scatter_add_ index_select index_add index_add_ index_copy index_copy_';

const LAYERS =
  'Linear Bilinear Embedding EmbeddingBag Conv1d Conv2d Conv3d ConvTranspose1d ConvTranspose2d ConvTranspose3d PReLU ' +
  'BatchNorm1d BatchNorm2d BatchNorm3d LayerNorm GroupNorm LSTM GRU RNN LSTMCell GRUCell RNNCell MultiheadAttention ' +
  'TransformerEncoderLayer TransformerDecoderLayer';

const FUNCTIONS =
  'linear conv1d conv2d conv3d conv_transpose1d conv_transpose2d conv_transpose3d embedding cross_entropy nll_loss mse_loss l1_loss ' +
  'smooth_l1_loss huber_loss kl_div binary_cross_entropy binary_cross_entropy_with_logits grid_sample cosine_similarity';

const LOSSES = 'CrossEntropy NLL MSE L1 SmoothL1 Huber KLDiv BCE BCEWithLogits';

export const DEVICE_CONDITIONS: Conditions = {
  ...both([ARITHMETIC, WRITING, PRODUCTS, JOINING, GATHERING].join(' '), together),
  ...Object.fromEntries(LAYERS.split(' ').map((name) => [`torch.nn.${name}.forward`, withWeights])),
  ...Object.fromEntries(FUNCTIONS.split(' ').map((name) => [`torch.nn.functional.${name}`, together])),
  ...Object.fromEntries(LOSSES.split(' ').map((name) => [`torch.nn.${name}Loss.forward`, together])),
  'torch.Tensor.numpy': onCpu,
  'torch.Tensor.__getitem__': indexed,
  'torch.Tensor.__setitem__': indexed,
};
