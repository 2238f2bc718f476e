import type { Dimension } from '../../../domain/dimension';
import { modulo } from '../../../domain/division';
import { different, sign } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { printShape } from '../../../domain/shape';
import type { Instance, Tensor } from '../../../interpreter/value';
import { attributeOf, layerOf, numberIn, parameterOf, sizeIn, valueOf } from '../../call';
import { closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';

/** Whether the first is certainly no multiple of the second. */
const indivisible = (a: Dimension | undefined, b: Dimension | undefined): boolean => {
  if (a === undefined || b === undefined) return false;
  if (sign(b) === 0) return true;
  const rest = modulo(a, b);
  return typeof rest === 'number' && rest !== 0;
};

/** Every head has width / heads features. */
export const divides =
  (whole: string, parts: string, meaning: string): Condition =>
  (call) => {
    const [size, count] = [sizeIn(valueOf(call, whole)), sizeIn(valueOf(call, parts))];
    if (!indivisible(size, count)) return;
    refuse(call, 'argument-mismatch', {
      received: `${whole}=${printDimension(size!)} and ${parts}=${printDimension(count!)}`,
      expected: `${whole} to be a multiple of ${parts}${meaning && `, ${meaning}`}`,
      advice: `choose ${parts} so that it divides ${whole}`,
    });
  };

const HEADS = 'for every head has as many features';

const axesOf = ({ shape }: Tensor): number => shape.dimensions.length;

/** (L, N, E), (N, L, E) with batch_first, or (L, E). */
function checkRank(call: Call, name: string): Tensor | undefined {
  const input = closed(call, name);
  if (!input || axesOf(input) === 2 || axesOf(input) === 3) return input;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `${name} of shape ${printShape(input.shape)}, with ${axesOf(input)} axes`,
      expected: '3 axes, or 2 without the batch',
      advice: 'reshape it, or add the missing axis with unsqueeze',
    },
    [input],
  );
  return undefined;
}

/** Both have the same number of axes, and the same sizes on the axes that `axes` gives for them. */
function agree(call: Call, names: [string, string], axes: (rank: number) => readonly number[]): void {
  const [a, b] = names.map((name) => checkRank(call, name));
  if (!a || !b) return;
  const conflict =
    axesOf(a) !== axesOf(b) ||
    axes(axesOf(a)).some((axis) => different(a.shape.dimensions[axis]!, b.shape.dimensions[axis]!));
  if (!conflict) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `${names[0]} of shape ${printShape(a.shape)} and ${names[1]} of shape ${printShape(b.shape)}`,
      expected: 'the same batch, and one value for every key',
      advice: 'check batch_first, or transpose one of them',
    },
    [a, b],
  );
}

/** The layer that knows the width: of a stack the layer that it repeats. */
function widthOf(self: Instance | undefined, parameter: string): { owner?: Instance; width?: Dimension } {
  const own = sizeIn(attributeOf(self, parameter));
  const inner = ['encoder_layer', 'decoder_layer'].map((name) => attributeOf(self, name));
  const owner = own === undefined ? inner.find((each) => each.kind === 'instance') : self;
  if (owner?.kind !== 'instance') return {};
  const width = sizeIn(attributeOf(owner, parameter));
  return { owner, ...(width !== undefined && { width }) };
}

function checkWidth(call: Call, name: string, parameter: string): void {
  const input = closed(call, name);
  const { owner, width } = widthOf(layerOf(call), parameter);
  const last = input?.shape.dimensions.at(-1);
  if (!input || last === undefined || width === undefined || !different(last, width)) return;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `${name} of shape ${printShape(input.shape)}, whose last axis is ${printDimension(last)}`,
      expected: `${parameter}=${printDimension(width)}`,
      advice: `make the last axis ${printDimension(width)}, or set ${parameter}=${printDimension(last)}`,
      ...parameterOf(owner, parameter, last),
    },
    [input],
  );
}

/** The axis of the batch; undefined where batch_first is not known. */
function batchOf(self: Instance | undefined): ((rank: number) => number[]) | undefined {
  const { owner = self } = widthOf(self, 'batch_first');
  const inner = [
    attributeOf(owner, 'batch_first'),
    attributeOf(self, 'encoder_layer'),
    attributeOf(self, 'decoder_layer'),
  ];
  const first = inner
    .map((each) => (each.kind === 'instance' ? attributeOf(each, 'batch_first') : each))
    .find((each) => each.kind === 'boolean');
  return first?.kind === 'boolean' ? (rank) => (rank === 3 ? [first.value ? 0 : 1] : []) : undefined;
}

/** Query and key share the batch; key and value also the length. */
const multihead: Condition = (call) => {
  const self = layerOf(call);
  const batch = batchOf(self);
  if (attributeOf(self, 'kdim').kind === 'none') checkWidth(call, 'key', 'embed_dim');
  if (attributeOf(self, 'vdim').kind === 'none') checkWidth(call, 'value', 'embed_dim');
  if (batch) agree(call, ['query', 'key'], batch);
  agree(call, ['key', 'value'], (rank) => (rank === 3 ? [0, 1] : [0]));
};

/** Whether it is a stack of no layers, which gives what it gets. */
const isEmpty = (call: Call): boolean => (numberIn(attributeOf(layerOf(call), 'num_layers')) ?? 1) < 1;

const pair =
  (first: string, second: string): Condition =>
  (call) => {
    if (isEmpty(call)) return;
    checkWidth(call, first, 'd_model');
    checkWidth(call, second, 'd_model');
    const batch = batchOf(layerOf(call));
    if (batch) agree(call, [first, second], batch);
  };

const encoder: Condition = (call) => {
  if (isEmpty(call)) return;
  checkRank(call, 'src');
  checkWidth(call, 'src', 'd_model');
};

export const ATTENTION_CONDITIONS: Conditions = {
  'torch.nn.MultiheadAttention': divides('embed_dim', 'num_heads', HEADS),
  'torch.nn.TransformerEncoderLayer': divides('d_model', 'nhead', HEADS),
  'torch.nn.TransformerDecoderLayer': divides('d_model', 'nhead', HEADS),
  'torch.nn.Transformer': divides('d_model', 'nhead', HEADS),
  'torch.nn.MultiheadAttention.forward': multihead,
  'torch.nn.Transformer.forward': pair('src', 'tgt'),
  'torch.nn.TransformerDecoder.forward': pair('tgt', 'memory'),
  'torch.nn.TransformerDecoderLayer.forward': pair('tgt', 'memory'),
  'torch.nn.TransformerEncoder.forward': encoder,
  'torch.nn.TransformerEncoderLayer.forward': encoder,
};
