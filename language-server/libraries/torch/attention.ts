import { unknownDimension } from '../../domain/dimension';
import { different } from '../../domain/order';
import { printDimension } from '../../domain/print-dimension';
import { ANY_SHAPE, printShape, shape } from '../../domain/shape';
import { NONE, tensor, tuple, type Instance } from '../../interpreter/value';
import {
  attributeOf,
  booleanOf,
  integerOf,
  layer,
  layerOf,
  mismatch,
  moved,
  parameterOf,
  sized,
  sizeIn,
  tensorOf,
} from '../call';
import { row, type Call, type Rule, type Table } from '../library';

function checkWidth(call: Call, name: string, parameter: string): void {
  const self: Instance | undefined = layerOf(call);
  const input = tensorOf(call, name);
  const wanted = sizeIn(attributeOf(self, parameter));
  const last = input.shape.dimensions.at(-1);
  if (last === undefined || wanted === undefined || !different(last, wanted)) return;
  mismatch(call, {
    received: `an input of shape ${printShape(input.shape)}, whose last axis is ${printDimension(last)}`,
    expected: `${parameter}=${printDimension(wanted)}`,
    advice: `make the last axis ${printDimension(wanted)}, or set ${parameter}=${printDimension(last)}`,
    inputs: [input],
    ...parameterOf(self, parameter, last),
  });
}

/** The query's shape; weights (N, L, S), averaged over the heads, or (N, heads, L, S). */
const multihead: Rule = (call) => {
  checkWidth(call, 'query', 'embed_dim');
  const [query, key] = [tensorOf(call, 'query'), tensorOf(call, 'key')];
  const output = moved(query, query.shape);
  const [wanted, averaged] = [booleanOf(call, 'need_weights'), booleanOf(call, 'average_attn_weights')];
  if (wanted === false) return tuple([output, NONE]);
  const first = attributeOf(layerOf(call), 'batch_first');
  const known = !query.shape.open && !key.shape.open && query.shape.dimensions.length === 3 && first.kind === 'boolean';
  if (!wanted || averaged === undefined || !known) return tuple([output, tensor(ANY_SHAPE)]);
  const [batch, length] = first.value ? [0, 1] : [1, 0];
  const sizes = [query.shape.dimensions[batch]!, query.shape.dimensions[length]!, key.shape.dimensions[length]!];
  const heads = averaged ? [] : [sizeIn(attributeOf(layerOf(call), 'num_heads')) ?? unknownDimension()];
  return tuple([output, sized([sizes[0]!, ...heads, ...sizes.slice(1)], { type: 'float' })]);
};

const encode: Rule = (call) => {
  checkWidth(call, 'src', 'd_model');
  return moved(tensorOf(call, 'src'), tensorOf(call, 'src').shape);
};

const decode: Rule = (call) => {
  checkWidth(call, 'tgt', 'd_model');
  return moved(tensorOf(call, 'tgt'), tensorOf(call, 'tgt').shape);
};

/** (…, L, E), (…, S, E), (…, S, Ev) → (…, L, Ev) */
const scaledDotProduct: Rule = (call) => {
  const [query, value] = [tensorOf(call, 'query').shape, tensorOf(call, 'value').shape];
  const width = value.dimensions.at(-1) ?? unknownDimension();
  if (query.dimensions.length < 2) return tensor(ANY_SHAPE);
  return tensor(shape([...query.dimensions.slice(0, -1), width], query.open), { type: 'float' });
};

const squareMask: Rule = (call) => {
  const size = integerOf(call, 'sz') ?? unknownDimension();
  return sized([size, size], { type: 'float' });
};

const LAYER =
  'd_model, nhead, dim_feedforward=2048, dropout=0.1, activation=relu, layer_norm_eps=1e-05, batch_first=False, norm_first=False, bias=True';

export const ATTENTION: Table = {
  ...layer(
    'torch.nn.MultiheadAttention',
    'embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False, kdim=None, vdim=None, batch_first=False',
    multihead,
    'query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None, average_attn_weights=True, is_causal=False',
  ),
  ...layer(
    'torch.nn.Transformer',
    'd_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, dim_feedforward=2048, dropout=0.1, activation=relu, custom_encoder=None, custom_decoder=None, layer_norm_eps=1e-05, batch_first=False, norm_first=False, bias=True',
    decode,
    'src, tgt, src_mask=None, tgt_mask=None, memory_mask=None, src_key_padding_mask=None, tgt_key_padding_mask=None, memory_key_padding_mask=None, src_is_causal=None, tgt_is_causal=None, memory_is_causal=False',
  ),
  ...layer(
    'torch.nn.TransformerEncoder',
    'encoder_layer, num_layers, norm=None, enable_nested_tensor=True, mask_check=True',
    encode,
    'src, mask=None, src_key_padding_mask=None, is_causal=None',
  ),
  ...layer(
    'torch.nn.TransformerDecoder',
    'decoder_layer, num_layers, norm=None',
    decode,
    'tgt, memory, tgt_mask=None, memory_mask=None, tgt_key_padding_mask=None, memory_key_padding_mask=None, tgt_is_causal=None, memory_is_causal=False',
  ),
  ...layer(
    'torch.nn.TransformerEncoderLayer',
    LAYER,
    encode,
    'src, src_mask=None, src_key_padding_mask=None, is_causal=False',
  ),
  ...layer(
    'torch.nn.TransformerDecoderLayer',
    LAYER,
    decode,
    'tgt, memory, tgt_mask=None, memory_mask=None, tgt_key_padding_mask=None, memory_key_padding_mask=None, tgt_is_causal=False, memory_is_causal=False',
  ),
  'torch.nn.Transformer.generate_square_subsequent_mask': row('sz, device=None, dtype=None', squareMask),
  'torch.nn.functional.scaled_dot_product_attention': row(
    'query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, scale=None, enable_gqa=False',
    scaledDotProduct,
  ),
};
