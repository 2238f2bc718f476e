import type { Expression } from '../../../language-server/syntax/program';
import {
  calleeOf,
  cut,
  isContainer,
  passedTo,
  positional,
  without,
  type Ancestors,
  type Edit,
  type Operator,
} from './operator';
import { otherWords } from './other-words';

const AXES = /^(dim|dims|axis|start_dim|end_dim|dim0|dim1)$/;
const AXIS_CALLS =
  /^(flatten|squeeze|unsqueeze|transpose|permute|sum|mean|max|min|argmax|softmax|log_softmax|norm|std|var|prod|cumsum|sort|size|unbind|swapaxes|movedim|flip|Flatten|Softmax|LogSoftmax)$/;
const WINDOW = /^(kernel_size|stride|padding|dilation|groups|output_padding)$/;
const WINDOW_CALLS = /^(Conv|ConvTranspose|MaxPool|AvgPool|max_pool|avg_pool|conv|MaxUnpool|LPPool)/;

type Role = 'axis' | 'window' | 'index' | 'size';

/** What an integer in a program says. */
function roleOf(node: Expression, ancestors: Ancestors): Role {
  if (ancestors.slice(0, 3).some(({ kind }) => kind === 'subscript' || kind === 'slice')) return 'index';
  const { callee = '', keyword = '' } = passedTo(node, ancestors);
  if (AXES.test(keyword) || (keyword === '' && AXIS_CALLS.test(callee))) return 'axis';
  return WINDOW.test(keyword) || (keyword === '' && WINDOW_CALLS.test(callee)) ? 'window' : 'size';
}

/** Another number for the integers of one role. */
const otherNumber = (name: string, role: Role, change: (value: number) => number | undefined): Operator => ({
  name,
  edits: (node, ancestors) => {
    if (node.kind !== 'number' || !node.integer || roleOf(node, ancestors) !== role) return [];
    const value = change(node.value);
    return value === undefined ? [] : [{ range: node.range, newText: String(value) }];
  },
});

/** Neighbours in a list change places. */
const swaps = (parts: readonly Expression[], text: string): Edit[] =>
  parts.slice(1).flatMap((right, i): Edit[] => {
    const left = parts[i]!;
    const [a, b] = [cut(left.range, text), cut(right.range, text)];
    const between = text.slice(left.range.end, right.range.start);
    return a === b ? [] : [{ range: { start: left.range.start, end: right.range.end }, newText: `${b}${between}${a}` }];
  });

const SHAPED =
  /^(view|reshape|permute|transpose|expand|repeat|randn|rand|zeros|ones|empty|full|randint|swapaxes|movedim|randn_like|tile)$/;

/** Neighbouring arguments of the calls that fit, or elements of tuples passed to them. */
const swappedArguments = (name: string, fits: RegExp): Operator => ({
  name,
  edits: (node, ancestors, text) => {
    if (node.kind === 'call' && fits.test(calleeOf(node) ?? '')) return swaps(positional(node), text);
    const { callee } = node.kind === 'sequence' ? passedTo(node, ancestors) : {};
    return node.kind === 'sequence' && callee !== undefined && fits.test(callee) ? swaps(node.elements, text) : [];
  },
});

/** `x.flatten(1)` and `torch.flatten(x, 1)` become `x`. */
const dropped = (name: string, fits: RegExp): Operator => ({
  name,
  edits: (node, _, text) => {
    if (node.kind !== 'call' || node.callee.kind !== 'attribute' || !fits.test(node.callee.name)) return [];
    const { object } = node.callee;
    const module = object.kind === 'name' && /^(torch|F|nn)$/.test(object.name);
    const kept = module ? node.arguments[0]?.value : object;
    return kept ? [{ range: node.range, newText: cut(kept.range, text) }] : [];
  },
});

const droppedKeyword: Operator = {
  name: 'dropped keyword',
  edits: (node, _, text) => {
    if (node.kind !== 'call') return [];
    const parts = node.arguments.map(({ name, value }) => ({
      range:
        name === undefined ? value.range : { start: startOfKeyword(text, value.range.start), end: value.range.end },
    }));
    return node.arguments.flatMap(({ name }, i): Edit[] =>
      name === undefined ? [] : [{ range: without(parts, i), newText: '' }],
    );
  },
};

/** Where `name=` begins that stands before a value. */
const startOfKeyword = (text: string, value: number): number =>
  /[\p{L}\p{N}_]+\s*=\s*$/u.exec(text.slice(0, value))?.index ?? value;

const SIMPLE = new Set(['assign', 'expression', 'return']);

/** The function's name where a statement stands directly in its body. */
const functionOf = (ancestors: Ancestors): string | undefined => {
  const [parent] = ancestors;
  return parent?.kind === 'function' ? parent.definition.name : undefined;
};

const swappedLines: Operator = {
  name: 'swapped lines',
  edits: (node, _, text) => {
    if (node.kind !== 'function' || node.definition.name !== 'forward') return [];
    const { body } = node.definition;
    return body.slice(1).flatMap((second, i): Edit[] => {
      const first = body[i]!;
      if (!SIMPLE.has(first.kind) || second.kind !== 'assign') return [];
      const between = text.slice(first.range.end, second.range.start);
      const range = { start: first.range.start, end: second.range.end };
      return [{ range, newText: `${cut(second.range, text)}${between}${cut(first.range, text)}` }];
    });
  },
};

const droppedLine: Operator = {
  name: 'dropped line',
  edits: (node, ancestors) =>
    node.kind === 'assign' && functionOf(ancestors) === 'forward' ? [{ range: node.range, newText: 'pass' }] : [],
};

const product = (name: string, write: (left: string, right: string) => string): Operator => ({
  name,
  edits: (node, _, text) => {
    if (node.kind === 'binary' && node.operator === '@')
      return [
        { range: node.range, newText: write(`(${cut(node.left.range, text)})`, `(${cut(node.right.range, text)})`) },
      ];
    if (node.kind !== 'call' || !/^(matmul|bmm|mm)$/.test(calleeOf(node) ?? '')) return [];
    const [left, right] = positional(node);
    if (!left || !right) return [];
    return [{ range: node.range, newText: write(`(${cut(left.range, text)})`, `(${cut(right.range, text)})`) }];
  },
});

/** `self.layer(x)` → `self.layer(x.unsqueeze(0))` */
const addedAxis: Operator = {
  name: 'added axis',
  edits: (node, _, text) => {
    if (node.kind !== 'call' || node.callee.kind !== 'attribute') return [];
    const { object } = node.callee;
    const [first] = positional(node);
    if (object.kind !== 'name' || object.name !== 'self' || first?.kind !== 'name') return [];
    return [{ range: first.range, newText: `${cut(first.range, text)}.unsqueeze(0)` }];
  },
};

/** Mistakes that people make with shapes and types, one a name. */
export const operators: readonly Operator[] = [
  otherNumber('size + 1', 'size', (value) => value + 1),
  otherNumber('size − 1', 'size', (value) => (value > 0 ? value - 1 : undefined)),
  otherNumber('size × 2', 'size', (value) => (value > 1 ? value * 2 : undefined)),
  otherNumber('axis + 1', 'axis', (value) => value + 1),
  otherNumber('axis − 1', 'axis', (value) => value - 1),
  otherNumber('window + 1', 'window', (value) => value + 1),
  otherNumber('window − 1', 'window', (value) => (value > 0 ? value - 1 : undefined)),
  otherNumber('index + 1', 'index', (value) => value + 1),
  swappedArguments('swapped sizes', SHAPED),
  swappedArguments('swapped arguments', /^[A-Z]/),
  swappedArguments(
    'swapped tensors',
    /^(cat|stack|cross_entropy|mse_loss|nll_loss|criterion|loss_fn|einsum|bilinear)$/,
  ),
  dropped('dropped reshape', /^(flatten|view|reshape|unflatten|expand|repeat|view_as)$/),
  dropped('dropped axis', /^(unsqueeze|squeeze|mean|sum|select)$/),
  dropped('dropped permute', /^(permute|transpose|t|swapaxes|movedim|contiguous)$/),
  dropped('dropped type', /^(long|float|int|bool|to)$/),
  droppedKeyword,
  {
    name: 'swapped layers',
    edits: (node, _, text) => (isContainer(node) ? swaps(positional(node), text) : []),
  },
  {
    name: 'dropped layer',
    edits: (node) => {
      const layers = isContainer(node) ? positional(node) : [];
      return layers.length > 1 ? layers.map((_, i) => ({ range: without(layers, i), newText: '' })) : [];
    },
  },
  swappedLines,
  droppedLine,
  product('swapped factors', (left, right) => `${right} @ ${left}`),
  product('transposed factor', (left, right) => `${left} @ ${right}.transpose(-2, -1)`),
  addedAxis,
  ...otherWords,
];
