import { numberOfAxes } from '../../../domain/amount';
import type { Dimension } from '../../../domain/dimension';
import { modulo } from '../../../domain/division';
import { different, sign } from '../../../domain/order';
import { printDimension } from '../../../domain/print-dimension';
import { printShape } from '../../../domain/shape';
import type { Tensor } from '../../../interpreter/value';
import { attributeOf, layerOf, sizeIn, valueOf } from '../../call';
import { both, closed, refuse, type Condition, type Conditions } from '../../condition';
import type { Call } from '../../library';
import { axesOf, batchOf, isForeign } from './attention-sizes';
import { maskNames, masks } from './masks';
import { checkWidth } from './width';

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

/** (L, N, E), (N, L, E) with batch_first, or (L, E). */
function checkRank(call: Call, name: string): Tensor | undefined {
  const input = closed(call, name);
  if (!input || axesOf(input) === 2 || axesOf(input) === 3) return input;
  refuse(
    call,
    'shape-mismatch',
    {
      received: `${name} of shape ${printShape(input.shape)}, with ${numberOfAxes(axesOf(input))}`,
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

/** Query and key share the batch; key and value also the length. */
const multihead: Condition = (call) => {
  const self = layerOf(call);
  const batch = batchOf(self);
  for (const [name, own] of [
    ['key', 'kdim'],
    ['value', 'vdim'],
  ] as const)
    checkWidth(call, name, attributeOf(self, own).kind === 'none' ? 'embed_dim' : own);
  if (batch) agree(call, ['query', 'key'], batch);
  agree(call, ['key', 'value'], (rank) => (rank === 3 ? [0, 1] : [0]));
};

const pair =
  (first: string, second: string): Condition =>
  (call) => {
    if (isForeign(call)) return;
    checkWidth(call, first, 'd_model');
    checkWidth(call, second, 'd_model');
    const batch = batchOf(layerOf(call));
    if (batch) agree(call, [first, second], batch);
  };

const encoder: Condition = (call) => {
  if (isForeign(call)) return;
  checkRank(call, 'src');
  checkWidth(call, 'src', 'd_model');
};

const decoder: Condition = both(
  pair('tgt', 'memory'),
  masks(maskNames('tgt'), ['tgt', 'tgt']),
  masks(maskNames('memory'), ['tgt', 'memory']),
);

export const ATTENTION_CONDITIONS: Conditions = {
  'torch.nn.MultiheadAttention': divides('embed_dim', 'num_heads', HEADS),
  'torch.nn.TransformerEncoderLayer': divides('d_model', 'nhead', HEADS),
  'torch.nn.TransformerDecoderLayer': divides('d_model', 'nhead', HEADS),
  'torch.nn.Transformer': divides('d_model', 'nhead', HEADS),
  'torch.nn.MultiheadAttention.forward': both(
    multihead,
    masks({ attention: 'attn_mask', padding: 'key_padding_mask' }, ['query', 'key'], 'num_heads'),
  ),
  'torch.nn.Transformer.forward': both(
    pair('src', 'tgt'),
    masks(maskNames('src'), ['src', 'src']),
    masks(maskNames('tgt'), ['tgt', 'tgt']),
    masks(maskNames('memory'), ['tgt', 'src']),
  ),
  'torch.nn.TransformerDecoder.forward': decoder,
  'torch.nn.TransformerDecoderLayer.forward': decoder,
  'torch.nn.TransformerEncoder.forward': both(
    encoder,
    masks({ attention: 'mask', padding: 'src_key_padding_mask' }, ['src', 'src']),
  ),
  'torch.nn.TransformerEncoderLayer.forward': both(encoder, masks(maskNames('src'), ['src', 'src'])),
};
