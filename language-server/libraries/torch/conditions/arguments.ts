import { product } from '../../../domain/dimension';
import { different } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { printShape } from '../../../domain/shape';
import type { Value } from '../../../interpreter/value';
import { asFunction, isNone, valueOf } from '../../call';
import { closed, refuse, type Condition, type Conditions } from '../../condition';

/** `keepdim` is for reductions along an axis. */
const keepsAnAxis: Condition = (call) => {
  if (!call.expressions.has('keepdim') || call.expressions.has('dim') || !isNone(call, 'dim')) return;
  refuse(call, 'argument-mismatch', {
    received: 'keepdim without dim',
    expected: 'the axis to reduce',
    advice: 'name the axis with dim, or leave keepdim out',
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

/** Only of one number a gradient follows by itself. */
const scalar: Condition = (call) => {
  const input = closed(call);
  if (!input || !isNone(call, 'gradient')) return;
  const entries = product(input.shape.dimensions);
  if (!different(entries, 1)) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `a tensor of shape ${printShape(input.shape)}, of ${printDimension(entries)} entries`,
      expected: 'one entry, or a gradient for each',
      advice: 'reduce the loss with mean() or sum() first',
    },
    [input],
  );
};

/** One of the two says how large the result is. */
const resized: Condition = (given) => {
  const call = asFunction(given);
  if (!['size', 'scale_factor'].every((name) => isNone(call, name))) return;
  refuse(given, 'argument-mismatch', {
    received: 'neither size nor scale_factor',
    expected: 'one of them',
    advice: 'pass size or scale_factor',
  });
};

/** The bounds of random integers are numbers. */
const bounded: Condition = (call) => {
  const { kind } = valueOf(call, 'low');
  if (kind !== 'tuple' && kind !== 'list') return;
  refuse(call, 'argument-mismatch', {
    received: `a ${kind} as a bound`,
    expected: 'the bounds first, then the sizes',
    advice: 'pass the bounds before the sizes',
  });
};

const both = (names: string, condition: Condition): Conditions =>
  Object.fromEntries(
    names.split(' ').flatMap((name) => [`torch.${name}`, `torch.Tensor.${name}`].map((each) => [each, condition])),
  );

export const ARGUMENT_CONDITIONS: Conditions = {
  ...both('sum mean max min', keepsAnAxis),
  ...Object.fromEntries(['cat', 'concat', 'stack', 'vstack', 'hstack'].map((name) => [`torch.${name}`, tensors])),
  'torch.Tensor.backward': scalar,
  'torch.nn.functional.interpolate': resized,
  'torch.nn.Upsample.forward': resized,
  'torch.randint': bounded,
};
