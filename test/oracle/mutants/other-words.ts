import { calleeOf, cut, isContainer, passedTo, positional, type Edit, type Operator } from './operator';

/** One mistake: a name, a flag, a type, a letter or a layer instead of another. */

/** `batch_first=True`, `bidirectional=True`, `keepdim=True`, `bias=False`, … the other way round. */
const toggledFlag: Operator = {
  name: 'toggled flag',
  edits: (node) =>
    node.kind === 'call'
      ? node.arguments.flatMap(({ name, value }): Edit[] =>
          name !== undefined && value.kind === 'constant' && typeof value.value === 'boolean'
            ? [{ range: value.range, newText: value.value ? 'False' : 'True' }]
            : [],
        )
      : [],
};

/** Settings that people write where they do not belong, by what is called. */
const ADDED: readonly (readonly [callee: RegExp, settings: readonly string[]])[] = [
  [/^(LSTM|GRU|RNN)$/, ['batch_first=True', 'bidirectional=True', 'num_layers=2']],
  [/^(MultiheadAttention|TransformerEncoderLayer|TransformerDecoderLayer|Transformer)$/, ['batch_first=True']],
  [/^Conv\dd$/, ['groups=2', 'dilation=2', "padding='same'", 'stride=2']],
  [/^ConvTranspose\dd$/, ['output_padding=1', 'groups=2']],
  [/^(sum|mean|argmax|norm|prod|amax|logsumexp)$/, ['keepdim=True']],
  [/^(cross_entropy|mse_loss|nll_loss|CrossEntropyLoss|MSELoss|NLLLoss)$/, ["reduction='none'"]],
];

const addedSetting: Operator = {
  name: 'added setting',
  edits: (node) => {
    const last = node.kind === 'call' ? node.arguments.at(-1) : undefined;
    if (node.kind !== 'call' || !last || last.spread !== undefined) return [];
    const settings = ADDED.find(([callee]) => callee.test(calleeOf(node) ?? ''))?.[1] ?? [];
    const end = { start: last.value.range.end, end: last.value.range.end };
    return settings
      .filter((setting) => !node.arguments.some(({ name }) => name !== undefined && setting.startsWith(`${name}=`)))
      .map((setting) => ({ range: end, newText: `, ${setting}` }));
  },
};

/** The name of a called function, an attribute or a layer, instead of which another is written. */
const otherName = (name: string, others: Readonly<Partial<Record<string, readonly string[]>>>): Operator => ({
  name,
  edits: (node) => {
    const found = node.kind === 'attribute' ? others[node.name] : undefined;
    return node.kind === 'attribute' && found ? found.map((other) => ({ range: node.nameRange, newText: other })) : [];
  },
});

const TYPES = {
  long: ['float'],
  int: ['float'],
  int64: ['float32'],
  float: ['long', 'double'],
  float32: ['int64', 'float64'],
};

const LOSSES = {
  CrossEntropyLoss: ['MSELoss', 'NLLLoss', 'BCEWithLogitsLoss'],
  MSELoss: ['CrossEntropyLoss', 'L1Loss'],
  BCELoss: ['CrossEntropyLoss', 'BCEWithLogitsLoss'],
  BCEWithLogitsLoss: ['CrossEntropyLoss', 'BCELoss'],
  cross_entropy: ['mse_loss', 'nll_loss', 'binary_cross_entropy_with_logits'],
  mse_loss: ['cross_entropy', 'l1_loss'],
  nll_loss: ['cross_entropy', 'mse_loss'],
  binary_cross_entropy_with_logits: ['cross_entropy', 'binary_cross_entropy'],
};

const LAYERS = {
  Conv1d: ['Conv2d', 'ConvTranspose1d'],
  Conv2d: ['Conv1d', 'Conv3d', 'ConvTranspose2d'],
  Conv3d: ['Conv2d'],
  ConvTranspose2d: ['Conv2d'],
  MaxPool1d: ['MaxPool2d'],
  MaxPool2d: ['MaxPool1d', 'MaxPool3d'],
  AvgPool2d: ['AvgPool1d'],
  AdaptiveAvgPool2d: ['AdaptiveAvgPool1d'],
  BatchNorm1d: ['BatchNorm2d'],
  BatchNorm2d: ['BatchNorm1d', 'LayerNorm'],
  LayerNorm: ['BatchNorm1d'],
  LSTM: ['GRU'],
  GRU: ['LSTM'],
  LSTMCell: ['GRUCell'],
  GRUCell: ['LSTMCell'],
  Embedding: ['Linear'],
  Linear: ['Embedding', 'Bilinear'],
  max_pool2d: ['max_pool1d'],
  avg_pool2d: ['avg_pool1d'],
};

const FUNCTIONS = {
  unsqueeze: ['squeeze'],
  squeeze: ['unsqueeze'],
  cat: ['stack'],
  stack: ['cat'],
  bmm: ['mm', 'matmul'],
  mm: ['bmm'],
  matmul: ['bmm', 'mul'],
  view: ['permute', 'expand'],
  permute: ['view'],
  transpose: ['permute'],
  argmax: ['max'],
  sum: ['argmax'],
  mean: ['max'],
  repeat: ['expand'],
  expand: ['repeat'],
  zeros_like: ['zeros'],
  gather: ['index_select'],
  split: ['chunk'],
  chunk: ['split'],
};

/** `'ij,jk->ik'` becomes `'ji,jk->ik'`: neighbours of an equation change places. */
const otherLetters: Operator = {
  name: 'other letters',
  edits: (node, ancestors, text) => {
    const { callee } = node.kind === 'string' ? passedTo(node, ancestors) : {};
    if (callee === undefined || !/^(einsum|rearrange|reduce|repeat)$/.test(callee)) return [];
    return [...cut(node.range, text).matchAll(/(?<=\b|[a-z])([a-z])( ?)([a-z])/g)].map(
      ({ index, 1: a, 2: gap, 3: b }) => ({
        range: { start: node.range.start + index, end: node.range.start + index + a!.length + gap!.length + b!.length },
        newText: `${b!}${gap!}${a!}`,
      }),
    );
  },
};

const duplicatedLayer: Operator = {
  name: 'duplicated layer',
  edits: (node, _, text) =>
    isContainer(node)
      ? positional(node).map(({ range }) => ({
          range: { start: range.end, end: range.end },
          newText: `, ${cut(range, text)}`,
        }))
      : [],
};

/** `a @ b` becomes `a * b`. */
const otherProduct: Operator = {
  name: 'other product',
  edits: (node, _, text) =>
    node.kind === 'binary' && node.operator === '@'
      ? [{ range: node.range, newText: `(${cut(node.left.range, text)}) * (${cut(node.right.range, text)})` }]
      : [],
};

/** What is written in other words than were meant. */
export const otherWords: readonly Operator[] = [
  toggledFlag,
  addedSetting,
  otherName('other type', TYPES),
  otherName('other loss', LOSSES),
  otherName('other layer', LAYERS),
  otherName('other function', FUNCTIONS),
  otherLetters,
  duplicatedLayer,
  otherProduct,
];
