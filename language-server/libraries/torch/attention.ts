import { add, unknownDimension, type Dimension } from '../../domain/dimension';
import { ANY_SHAPE, shape, type Shape } from '../../domain/shape';
import { NONE, tensor, tuple, UNKNOWN, type Instance, type Value } from '../../interpreter/value';
import { attributeOf, booleanOf, constructing, layerOf, moved, sized, sizeIn, tensorOf, weighted } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { attentionParts } from './attention-parts';
import { checkLastAxis } from './last-axis';

/** How many keys there are: add_bias_kv and add_zero_attn each add one. */
function keysOf(self: Instance | undefined, length: Dimension): Dimension {
  const added = ['add_bias_kv', 'add_zero_attn'].map((name) => attributeOf(self, name));
  if (!added.every(({ kind }) => kind === 'boolean')) return unknownDimension();
  return add(length, added.filter((each) => each.kind === 'boolean' && each.value).length);
}

/** The axes of the batch and of the positions; undefined where the order is not known. */
function axesOf(rank: number, first: Value): { batch?: number; length: number } | undefined {
  if (rank === 2) return { length: 0 };
  if (rank !== 3 || first.kind !== 'boolean') return undefined;
  return first.value ? { batch: 0, length: 1 } : { batch: 1, length: 0 };
}

/** Weights (N, L, S) or (L, S), averaged over the heads, or with an axis for them before L. */
function weightsOf(call: Call, query: Shape, key: Shape): Value {
  const self = layerOf(call);
  const averaged = booleanOf(call, 'average_attn_weights');
  const axes = axesOf(query.dimensions.length, attributeOf(self, 'batch_first'));
  const alike = !query.open && !key.open && query.dimensions.length === key.dimensions.length;
  if (averaged === undefined || !axes || !alike) return tensor(ANY_SHAPE);
  const batch = axes.batch === undefined ? [] : [query.dimensions[axes.batch]!];
  const heads = averaged ? [] : [sizeIn(attributeOf(self, 'num_heads')) ?? unknownDimension()];
  const [queries, keys] = [query.dimensions[axes.length]!, keysOf(self, key.dimensions[axes.length]!)];
  return sized([...batch, ...heads, queries, keys], { type: 'float' });
}

/** The query's shape, and the weights where they are wanted. */
const multihead: Rule = (call) => {
  checkLastAxis(call, 'query', 'embed_dim');
  const [query, key] = [tensorOf(call, 'query'), tensorOf(call, 'key')];
  const output = moved(query, query.shape);
  const wanted = booleanOf(call, 'need_weights');
  if (wanted === undefined) return tuple([output, UNKNOWN]);
  return tuple([output, wanted ? weightsOf(call, query.shape, key.shape) : NONE]);
};

/** (…, L, E), (…, S, E), (…, S, Ev) → (…, L, Ev) */
const scaledDotProduct: Rule = (call) => {
  const [query, value] = [tensorOf(call, 'query').shape, tensorOf(call, 'value').shape];
  const width = value.dimensions.at(-1) ?? unknownDimension();
  if (query.dimensions.length < 2) return tensor(ANY_SHAPE);
  return tensor(shape([...query.dimensions.slice(0, -1), width], query.open), { type: 'float' });
};

/** (L, N, E) → (L, N, rows of the last projection), and the weights where they are wanted. */
const multiheadForward: Rule = (call) => {
  const [query, weight] = [tensorOf(call, 'query'), tensorOf(call, 'out_proj_weight').shape];
  const { open, dimensions } = query.shape;
  const known = !open && dimensions.length > 1 && !weight.open && weight.dimensions.length === 2;
  const output = moved(query, known ? shape([...dimensions.slice(0, -1), weight.dimensions[0]!]) : ANY_SHAPE);
  return tuple([output, booleanOf(call, 'need_weights') === false ? NONE : UNKNOWN]);
};

export const ATTENTION: Table = {
  ...constructing(
    weighted(
      'torch.nn.MultiheadAttention',
      'embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False, kdim=None, vdim=None, batch_first=False',
      multihead,
      'query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None, average_attn_weights=True, is_causal=False',
    ),
    attentionParts,
  ),
  'torch.nn.functional.multi_head_attention_forward': row(
    'query, key, value, embed_dim_to_check, num_heads, in_proj_weight, in_proj_bias, bias_k, bias_v, add_zero_attn, dropout_p, out_proj_weight, out_proj_bias, training=True, key_padding_mask=None, need_weights=True, attn_mask=None, use_separate_proj_weight=False, q_proj_weight=None, k_proj_weight=None, v_proj_weight=None, static_k=None, static_v=None, average_attn_weights=True, is_causal=False',
    multiheadForward,
  ),
  'torch.nn.functional.scaled_dot_product_attention': row(
    'query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False',
    scaledDotProduct,
  ),
};
