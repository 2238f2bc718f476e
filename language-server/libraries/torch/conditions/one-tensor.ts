/** What computes with its input gets one tensor, nothing that holds several. */
import { listed } from '../../../interpreter/dictionaries';
import type { DictionaryValue, TupleValue, Value } from '../../../interpreter/value';
import { byName } from '../../by-name';
import { valueOf } from '../../call';
import { refuse, type Condition } from '../../condition';
import { isPacked } from '../packing';

/** Values that can never stand for a tensor. */
const NO_TENSOR = new Set<Value['kind']>(['tuple', 'list', 'string', 'dictionary', 'function', 'class']);

/** Functions whose first parameter may be a list, or anything. */
const ANY_INPUT = /\.(is_tensor|numel|result_type|can_cast|is_\w+|save|load|as_tensor|tensor|asarray|forward)$/;

const isOfTensors = byName((name) => /^torch\.(nn\.functional\.)?\w+$/.test(name) && !ANY_INPUT.test(name));

/** The next step for what holds the tensor that is wanted. */
function advise(value: Value): string {
  if (value.kind === 'tuple') return adviseTuple(value);
  if (value.kind === 'list') return 'make one tensor of its entries, with torch.stack or torch.cat';
  return value.kind === 'dictionary' ? adviseDictionary(value) : 'pass the tensor first';
}

const adviseTuple = ({ fields }: TupleValue): string =>
  fields
    ? `pass the part that is wanted: ${fields.map((name) => `.${name}`).join(' or ')}`
    : 'name the parts, as in `output, state = rnn(x)`, and pass the one that is wanted';

function adviseDictionary({ entries }: DictionaryValue): string {
  const key = listed(entries.value)?.find(({ key }) => key.kind === 'string')?.key;
  return `pass the entry that is wanted${key?.kind === 'string' ? `, as in output['${key.value}']` : ''}`;
}

/** Functions of tensors take no tuples and no texts. */
export const takesTensor: Condition = (call) => {
  if (!isOfTensors(call.name)) return;
  const value = valueOf(call, 'input');
  if (!call.expressions.has('input') || !NO_TENSOR.has(value.kind)) return;
  refuse(call, 'argument-mismatch', {
    received: `a ${value.kind} as input`,
    expected: 'a tensor',
    advice: advise(value),
  });
};

/** Layers and losses that compute with their input, so that it can be none of tensors, such as a network may give. */
const COMPUTING =
  /^torch\.nn\.(Linear|Conv\w+|BatchNorm\w+|LayerNorm|GroupNorm|Embedding|(Leaky)?ReLU|GELU|Tanh|Sigmoid|Softmax|Dropout\w*|\w+Pool\dd|Flatten|(CrossEntropy|NLL|MSE|(Smooth)?L1|Huber|BCE(WithLogits)?|KLDiv)Loss)\.forward$/;

const HOLDERS = new Set<Value['kind']>(['tuple', 'list', 'dictionary']);

/** What a recurrent layer gives of packed sequences is padded first. */
const refusePacked: Condition = (call) => {
  refuse(call, 'argument-mismatch', {
    received: 'a packed sequence as its input',
    expected: 'a tensor',
    advice: 'unpack it with nn.utils.rnn.pad_packed_sequence',
  });
};

/** A layer gets one tensor. */
export const takesOne: Condition = (call) => {
  const value = valueOf(call, 'input');
  if (!COMPUTING.test(call.name)) return;
  if (isPacked(value)) refusePacked(call);
  if (!HOLDERS.has(value.kind)) return;
  const parts = value.kind === 'tuple' ? value.elements.filter((each) => each.kind === 'tensor') : [];
  const told = {
    received:
      value.kind === 'tuple' ? `a tuple of ${value.elements.length} as its input` : `a ${value.kind} as its input`,
    expected: 'one tensor',
    advice: advise(value),
  };
  refuse(call, 'argument-mismatch', told, parts.slice(0, 1));
};
