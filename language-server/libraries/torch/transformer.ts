import { unknownDimension } from '../../domain/dimension';
import { shape, type Shape } from '../../domain/shape';
import { callValue } from '../../interpreter/calls';
import { noArguments } from '../../interpreter/arguments';
import { children } from '../../interpreter/modules';
import { UNKNOWN, type Value } from '../../interpreter/value';
import {
  attributeOf,
  constructing,
  integerOf,
  isNone,
  layer,
  weighted,
  layerOf,
  moved,
  prefixed,
  sized,
  tensorOf,
  valueOf,
} from '../call';
import { callLayer } from '../containers';
import { row, type Call, type Rule, type Table } from '../library';
import { layerParts, stackParts, transformerParts } from './attention-parts';
import { checkLastAxis } from './last-axis';

/** Layers give what they get, in its shape. */
const keeping =
  (name: string): Rule =>
  (call) => {
    checkLastAxis(call, name, 'd_model');
    return moved(tensorOf(call, name), tensorOf(call, name).shape);
  };

/** A layer's attention or its two linear layers, which its subclasses call. */
const block: Rule = (call) => moved(tensorOf(call, 'x'), tensorOf(call, 'x').shape);

/** What a stack passes on to its layers: the input, what follows by place, the rest by name. */
interface Passing {
  layer: 'encoder_layer' | 'decoder_layer';
  own: string;
  input: string;
  positional: readonly string[];
  named: Readonly<Record<string, string>>;
}

const ENCODER: Passing = {
  layer: 'encoder_layer',
  own: 'torch.nn.TransformerEncoderLayer',
  input: 'src',
  positional: [],
  named: { src_mask: 'mask', src_key_padding_mask: 'src_key_padding_mask' },
};

const DECODER: Passing = {
  layer: 'decoder_layer',
  own: 'torch.nn.TransformerDecoderLayer',
  input: 'tgt',
  positional: ['memory'],
  named: {
    tgt_mask: 'tgt_mask',
    memory_mask: 'memory_mask',
    tgt_key_padding_mask: 'tgt_key_padding_mask',
    memory_key_padding_mask: 'memory_key_padding_mask',
  },
};

/** What the program's own layers make of it, one after the other. */
function throughLayers(call: Call, { input, positional, named }: Passing): Value {
  const stack = attributeOf(layerOf(call), 'layers');
  const layers = stack.kind === 'instance' ? children(stack) : undefined;
  const masks = new Map(Object.entries(named).map(([name, from]) => [name, valueOf(call, from)]));
  const others = positional.map((name) => valueOf(call, name));
  const step = (value: Value, [, layer]: [string, Value]): Value => {
    const given = { ...noArguments(), positional: [value, ...others], named: masks };
    return callValue(call.machine, layer, given, { site: call.site });
  };
  return layers?.reduce(step, valueOf(call, input)) ?? UNKNOWN;
}

const isClass = (layer: Value, name: string): boolean =>
  layer.kind === 'instance' && layer.class.kind === 'library' && layer.class.name === name;

/** What a stack's layers give, and the norm after them. */
const stacked =
  (passing: Passing): Rule =>
  (call) => {
    const self = layerOf(call);
    const given = tensorOf(call, passing.input);
    const plain = isClass(attributeOf(self, passing.layer), passing.own);
    const output = plain ? moved(given, unpadded(call, given.shape)) : throughLayers(call, passing);
    const norm = attributeOf(self, 'norm');
    if (norm.kind === 'none') return output;
    return norm.kind === 'instance' ? callLayer(call, norm, output) : UNKNOWN;
  };

const isFalse = (value: Value): boolean => value.kind === 'boolean' && !value.value;

/** In evaluation PyTorch before 2.1 cuts off what is padding at the end of all sequences, (N, S, E) → (N, longest, E). */
function unpadded(call: Call, from: Shape): Shape {
  const self = layerOf(call);
  const layer = attributeOf(self, 'encoder_layer');
  const kept =
    !call.arguments.has('src_key_padding_mask') ||
    isNone(call, 'src_key_padding_mask') ||
    isFalse(attributeOf(self, 'enable_nested_tensor')) ||
    isFalse(attributeOf(layer.kind === 'instance' ? layer : undefined, 'batch_first'));
  if (kept || !isFalse(attributeOf(self, 'training')) || from.open || from.dimensions.length !== 3) return from;
  return shape(from.dimensions.with(1, unknownDimension()));
}

/** Of parts that are the program's own nothing is known. */
const transformer: Rule = (call) => {
  const parts = ['custom_encoder', 'custom_decoder'].map((name) => attributeOf(layerOf(call), name));
  return parts.every(({ kind }) => kind === 'none') ? keeping('tgt')(call) : UNKNOWN;
};

const squareMask: Rule = (call) => {
  const size = integerOf(call, 'sz') ?? unknownDimension();
  return sized([size, size], { type: 'float' });
};

const LAYER =
  'd_model, nhead, dim_feedforward=2048, dropout=0.1, activation=relu, layer_norm_eps=1e-05, batch_first=False, norm_first=False, bias=True';
const ENCODED = 'src, src_mask=None, src_key_padding_mask=None, is_causal=False';
const MASKS = 'tgt_mask=None, memory_mask=None, tgt_key_padding_mask=None, memory_key_padding_mask=None';
const DECODED = `tgt, memory, ${MASKS}, tgt_is_causal=None, memory_is_causal=False`;

export const TRANSFORMERS: Table = {
  ...constructing(
    weighted(
      'torch.nn.Transformer',
      'd_model=512, nhead=8, num_encoder_layers=6, num_decoder_layers=6, dim_feedforward=2048, dropout=0.1, activation=relu, custom_encoder=None, custom_decoder=None, layer_norm_eps=1e-05, batch_first=False, norm_first=False, bias=True',
      transformer,
      'src, tgt, src_mask=None, tgt_mask=None, memory_mask=None, src_key_padding_mask=None, tgt_key_padding_mask=None, memory_key_padding_mask=None, src_is_causal=None, tgt_is_causal=None, memory_is_causal=False',
    ),
    transformerParts,
  ),
  ...constructing(
    layer(
      'torch.nn.TransformerEncoder',
      'encoder_layer, num_layers, norm=None, enable_nested_tensor=True, mask_check=True',
      stacked(ENCODER),
      'src, mask=None, src_key_padding_mask=None, is_causal=None',
    ),
    stackParts('encoder_layer'),
  ),
  ...constructing(
    layer('torch.nn.TransformerDecoder', 'decoder_layer, num_layers, norm=None', stacked(DECODER), DECODED),
    stackParts('decoder_layer'),
  ),
  ...constructing(
    weighted('torch.nn.TransformerEncoderLayer', LAYER, keeping('src'), ENCODED),
    layerParts(['self_attn']),
  ),
  ...constructing(
    weighted(
      'torch.nn.TransformerDecoderLayer',
      LAYER,
      keeping('tgt'),
      DECODED.replace('tgt_is_causal=None', 'tgt_is_causal=False'),
    ),
    layerParts(['self_attn', 'multihead_attn']),
  ),
  ...prefixed(['torch.nn.TransformerEncoderLayer.', 'torch.nn.TransformerDecoderLayer.'], {
    _sa_block: row('self, x, attn_mask, key_padding_mask, is_causal=False', block),
    _ff_block: row('self, x', block),
  }),
  'torch.nn.TransformerDecoderLayer._mha_block': row(
    'self, x, mem, attn_mask, key_padding_mask, is_causal=False',
    block,
  ),
  'torch.nn.Transformer.generate_square_subsequent_mask': {
    ...row('sz, device=None, dtype=None', squareMask),
    static: true,
  },
};
