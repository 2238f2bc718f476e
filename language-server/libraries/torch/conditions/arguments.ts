import { amount } from '../../../domain/amount';
import { product, subtract } from '../../../domain/dimension';
import { different, sign } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { printShape } from '../../../domain/shape';
import type { Value } from '../../../interpreter/value';
import { asFunction, elementsIn, integerOf, isNone, valueOf } from '../../call';
import type { Call } from '../../library';
import { both as all, closed, refuse, type Condition, type Conditions } from '../../condition';

/** `keepdim` is for reductions along an axis. */
const keepsAnAxis: Condition = (call) => {
  if (!call.expressions.has('keepdim') || call.expressions.has('dim') || !isNone(call, 'dim')) return;
  refuse(call, 'argument-mismatch', {
    received: 'keepdim without dim',
    expected: 'the axis to reduce',
    advice: 'name the axis with dim, or leave keepdim out',
  });
};

/** What PyTorch's own function does not choose by itself. */
const namesAnAxis: Condition = (call) => {
  if (call.machine.hypothetical || !isNone(call, 'dim')) return;
  refuse(call, 'argument-mismatch', {
    received: 'no axis',
    expected: 'the axis along which the numbers add up to 1',
    advice: 'pass dim, mostly -1 or 1',
  });
};

/** A bound on one side at least. A function that nothing calls may be meant to be called with one. */
const clamped: Condition = (call) => {
  if (call.machine.hypothetical || !isNone(call, 'min') || !isNone(call, 'max')) return;
  refuse(call, 'argument-mismatch', {
    received: 'neither min nor max',
    expected: 'one of them',
    advice: 'pass the bound that is meant',
  });
};

/** The equation stands first. */
const equation: Condition = (call) => {
  const operands = elementsIn(valueOf(call, 'operands')) ?? [];
  const { kind } = valueOf(call, 'equation');
  if (!/^(tensor|list|tuple)$/.test(kind) || !operands.some((each) => each.kind === 'string')) return;
  refuse(call, 'argument-mismatch', {
    received: `a ${kind} in place of the equation`,
    expected: 'the equation first, then the tensors',
    advice: 'pass the equation first',
  });
};

/** Sizes are integers in a tuple. */
const sizedFirst: Condition = (call) => {
  const { kind } = valueOf(call, 'size');
  const value = valueOf(call, 'fill_value').kind;
  if (kind !== 'float' && value !== 'tuple' && value !== 'list') return;
  refuse(call, 'argument-mismatch', {
    received: kind === 'float' ? 'a fraction as the size' : `a ${value} to fill with`,
    expected: 'the sizes first, then the value',
    advice: 'pass the sizes first',
  });
};

const NUMBERS = new Set<Value['kind']>(['integer', 'float', 'boolean', 'none', 'string']);

/** Tensors to join are in a list. */
const tensors: Condition = (call) => {
  const { kind } = valueOf(call, 'tensors');
  if (!NUMBERS.has(kind)) return;
  refuse(call, 'argument-mismatch', {
    received: `a value of kind ${kind} as tensors`,
    expected: 'a list or tuple of tensors',
    advice: 'pass the tensors first, then the axis',
  });
};

/** Only of one entry a number, or a gradient, follows by itself: what is wrong with a value that has several. */
function refuseSeveral(call: Call, input: Value, expected: string, advice: string): void {
  if (input.kind !== 'tensor' || input.shape.open) return;
  const entries = product(input.shape.dimensions);
  if (!different(entries, 1)) return;
  const received = `a tensor of shape ${printShape(input.shape)}, of ${amount(entries, 'entry', 'entries')}`;
  refuse(call, 'shape-mismatch', { received, expected, advice }, [input]);
}

const number: Condition = (call) => {
  refuseSeveral(
    call,
    valueOf(call, 'input'),
    'one entry',
    'reduce it with mean() or sum(), or take all entries with tolist()',
  );
};

/** `given` names the gradients that are passed for what has several entries. */
const scalar =
  (name: string, given: string): Condition =>
  (call) => {
    const value = valueOf(call, name);
    for (const each of isNone(call, given) ? (elementsIn(value) ?? [value]) : [])
      refuseSeveral(call, each, 'one entry, or a gradient for each', 'reduce the loss with mean() or sum() first');
  };

/** One of the two says how large the result is. */
const resized: Condition = (given) => {
  const call = asFunction(given);
  if (call.machine.hypothetical || !['size', 'scale_factor'].every((name) => isNone(call, name))) return;
  refuse(given, 'argument-mismatch', {
    received: 'neither size nor scale_factor',
    expected: 'one of them',
    advice: 'pass size or scale_factor',
  });
};

/** A size for each axis after the batch and the channels. */
const sizePerAxis: Condition = (given) => {
  const call = asFunction(given);
  const input = closed(call);
  const sizes = elementsIn(valueOf(call, 'size'));
  const space = (input?.shape.dimensions.length ?? 0) - 2;
  if (!input || !sizes || sizes.length === space) return;
  refuse(
    given,
    'argument-mismatch',
    {
      received: `${amount(sizes.length, 'size')} for an input of shape ${printShape(input.shape)}`,
      expected: `${space}, one for each axis after the first two`,
      advice: 'take the last axes of what it is to fit, as x.shape[-2:] of pictures',
    },
    [input],
  );
};

/** A buffer is a tensor. */
const buffered: Condition = (call) => {
  const { kind } = valueOf(call, 'value');
  if (!NO_BUFFER.has(kind) || call.machine.hypothetical) return;
  refuse(call, 'argument-mismatch', {
    received: `a value of kind ${kind}`,
    expected: 'a tensor, or None',
    advice: 'make it a tensor with torch.tensor',
  });
};

const NO_BUFFER = new Set<Value['kind']>(['integer', 'float', 'boolean', 'string', 'tuple', 'list', 'dictionary']);

/** Without replacement no class is drawn twice. */
const enoughClasses: Condition = (call) => {
  const input = closed(call);
  const [count, classes] = [integerOf(call, 'num_samples'), input?.shape.dimensions.at(-1)];
  const replacement = valueOf(call, 'replacement');
  if (!input || count === undefined || classes === undefined || call.machine.hypothetical) return;
  const single = replacement.kind === 'boolean' && !replacement.value;
  const many = single && sign(subtract(count, classes)) === 1;
  if (!many && (typeof count !== 'number' || count > 0)) return;
  refuse(
    call,
    'argument-mismatch',
    {
      received: `num_samples=${printDimension(count)}`,
      expected: many ? `at most ${printDimension(classes)}, the last size of the input` : 'one at least',
      advice: 'draw fewer, or with replacement=True',
    },
    [input],
  );
};

const NO_BOUND = new Set<Value['kind']>(['tuple', 'list', 'string', 'none']);

/** `randint(high, size)`, `randint(low, high, size)`: the bounds of random integers are numbers, the sizes a tuple. */
const bounded: Condition = (call) => {
  const three = !isNone(call, 'size');
  const bounds = three && !isNone(call, 'high') ? ['low', 'high'] : ['low'];
  const wrong = bounds.map((name) => valueOf(call, name).kind).find((kind) => NO_BOUND.has(kind));
  const sizes = valueOf(call, three ? 'size' : 'high').kind;
  if (wrong === undefined && !NUMBERS.has(sizes)) return;
  refuse(call, 'argument-mismatch', {
    received: wrong === undefined ? `a value of kind ${sizes} as sizes` : `a value of kind ${wrong} as a bound`,
    expected: 'the bounds, which are integers, then the sizes in a tuple',
    advice: 'pass the bounds before the sizes',
  });
};

const both = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(
    names.split(' ').flatMap((name) => [`torch.${name}`, `torch.Tensor.${name}`].map((each) => [each, condition])),
  );

export const ARGUMENT_CONDITIONS: Conditions = {
  ...both('sum mean max min prod median nanmedian', keepsAnAxis),
  ...both('softmax log_softmax', namesAnAxis),
  ...both('clamp clamp_ clip clip_', clamped),
  'torch.einsum': equation,
  'torch.full': sizedFirst,
  ...Object.fromEntries(['cat', 'concat', 'stack', 'vstack', 'hstack'].map((name) => [`torch.${name}`, tensors])),
  'torch.Tensor.item': number,
  'torch.Tensor.backward': scalar('input', 'gradient'),
  'torch.autograd.grad': scalar('outputs', 'grad_outputs'),
  'torch.nn.functional.interpolate': all(resized, sizePerAxis),
  'torch.nn.Upsample.forward': all(resized, sizePerAxis),
  'torch.nn.Module.register_buffer': buffered,
  ...both('multinomial', enoughClasses),
  'torch.randint': bounded,
};
