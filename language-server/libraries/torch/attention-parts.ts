import { equal, multiply, unknownDimension, type Dimension } from '../../domain/dimension';
import { floorDivide } from '../../domain/division';
import { different } from '../../domain/order';
import { noArguments } from '../../interpreter/arguments';
import { constructLibrary } from '../../interpreter/construction';
import { deepCopy } from '../../interpreter/copying';
import { each } from '../../interpreter/each';
import { attributeCell } from '../../interpreter/setting-attributes';
import { integer, library, list, NONE, UNKNOWN, type Value } from '../../interpreter/value';
import { booleanOf, isNone, numberOf, sized, sizeIn, stringOf, valueOf } from '../call';
import type { Call, Rule } from '../library';

/** A stack of more layers, or of an unknown number, holds layers that are alike. */
const MAX_LAYERS = 64;

function keep(call: Call, name: string, value: Value): void {
  if (call.self) call.machine.store.write(attributeCell(call.self.attributes, name), value);
}

/** A layer that another makes for itself, with its device and type; what does not fit is told of the other. */
function made(call: Call, name: string, positional: readonly Value[], named: Record<string, Value> = {}): Value {
  const { machine } = call;
  const given = { device: valueOf(call, 'device'), dtype: valueOf(call, 'dtype'), ...named };
  const values = { ...noArguments(), positional: [...positional], named: new Map(Object.entries(given)) };
  machine.guarded += 1;
  const layer = constructLibrary(machine, library(`torch.nn.${name}`), values, call);
  machine.guarded -= 1;
  return layer;
}

const sizeOf = (call: Call, name: string): Dimension => sizeIn(valueOf(call, name)) ?? unknownDimension();

const weight = (call: Call, name: string, dimensions: readonly Dimension[] | undefined): void => {
  keep(call, name, dimensions ? sized(dimensions, { type: 'float' }) : NONE);
};

/** The width of keys or values: the query's unless given. */
const widthOf = (call: Call, name: string): Dimension => sizeOf(call, isNone(call, name) ? 'embed_dim' : name);

/** (3E, E) for all three, or a projection each where keys or values are of another width. */
function projections(call: Call): void {
  const [width, key, value] = [sizeOf(call, 'embed_dim'), widthOf(call, 'kdim'), widthOf(call, 'vdim')];
  const alike = equal(width, key) && equal(width, value);
  if (!alike && !different(width, key) && !different(width, value)) return;
  weight(call, 'in_proj_weight', alike ? [multiply(3, width), width] : undefined);
  weight(call, 'q_proj_weight', alike ? undefined : [width, width]);
  weight(call, 'k_proj_weight', alike ? undefined : [width, key]);
  weight(call, 'v_proj_weight', alike ? undefined : [width, value]);
}

export const attentionParts: Rule = (call) => {
  const width = sizeOf(call, 'embed_dim');
  const [bias, more] = [booleanOf(call, 'bias'), booleanOf(call, 'add_bias_kv')];
  projections(call);
  if (bias !== undefined) weight(call, 'in_proj_bias', bias ? [multiply(3, width)] : undefined);
  for (const name of more === undefined ? [] : ['bias_k', 'bias_v'])
    weight(call, name, more ? [1, 1, width] : undefined);
  keep(call, 'out_proj', made(call, 'Linear', [valueOf(call, 'embed_dim'), valueOf(call, 'embed_dim')], { bias: valueOf(call, 'bias') })); // prettier-ignore
  keep(call, 'head_dim', integer(floorDivide(width, sizeOf(call, 'num_heads'))));
  return UNKNOWN;
};

/** What `activation='gelu'` stands for. */
function activation(call: Call): Value {
  const name = stringOf(call, 'activation');
  return name === undefined ? valueOf(call, 'activation') : library(`torch.nn.functional.${name}`);
}

/** The parts of an encoder's or a decoder's layer: its attentions, two linear layers, a norm and a dropout after each. */
export const layerParts =
  (attentions: readonly string[]): Rule =>
  (call) => {
    const [width, hidden, dropout] = ['d_model', 'dim_feedforward', 'dropout'].map((name) => valueOf(call, name)) as [Value, Value, Value]; // prettier-ignore
    const bias = { bias: valueOf(call, 'bias') };
    const first = { batch_first: valueOf(call, 'batch_first') };
    for (const name of attentions)
      keep(call, name, made(call, 'MultiheadAttention', [width, valueOf(call, 'nhead'), dropout], { ...bias, ...first })); // prettier-ignore
    keep(call, 'linear1', made(call, 'Linear', [width, hidden], bias));
    keep(call, 'linear2', made(call, 'Linear', [hidden, width], bias));
    keep(call, 'dropout', made(call, 'Dropout', [dropout]));
    for (let i = 1; i <= attentions.length + 1; i++) {
      keep(call, `norm${i}`, made(call, 'LayerNorm', [width, valueOf(call, 'layer_norm_eps')]));
      keep(call, `dropout${i}`, made(call, 'Dropout', [dropout]));
    }
    keep(call, 'activation', activation(call));
    return UNKNOWN;
  };

const container = (call: Call, layers: Value): Value =>
  constructLibrary(call.machine, library('torch.nn.ModuleList'), { ...noArguments(), positional: [layers] }, call);

/** The layers of a stack are copies of one. */
export const stackParts =
  (layer: string): Rule =>
  (call) => {
    const count = numberOf(call, 'num_layers');
    const one = valueOf(call, layer);
    const spelled = count !== undefined && count >= 0 && count <= MAX_LAYERS;
    const layers = spelled
      ? Array.from({ length: count }, () => deepCopy(call.machine, one))
      : each(deepCopy(call.machine, one), Infinity);
    keep(call, 'layers', container(call, list(layers)));
    return UNKNOWN;
  };

const LAYER = ['dropout', 'activation', 'layer_norm_eps', 'batch_first', 'norm_first', 'bias'];

/** A stack of `count` layers as nn.Transformer makes it. */
function stack(call: Call, kind: 'Encoder' | 'Decoder', count: Value): Value {
  const settings = Object.fromEntries(LAYER.map((name) => [name, valueOf(call, name)]));
  const sizes = ['d_model', 'nhead', 'dim_feedforward'].map((name) => valueOf(call, name));
  const layer = made(call, `Transformer${kind}Layer`, sizes, settings);
  const norm = made(call, 'LayerNorm', [sizes[0]!, valueOf(call, 'layer_norm_eps')]);
  const values = { ...noArguments(), positional: [layer, count, norm] };
  return constructLibrary(call.machine, library(`torch.nn.Transformer${kind}`), values, call);
}

export const transformerParts: Rule = (call) => {
  for (const kind of ['Encoder', 'Decoder'] as const) {
    const name = kind.toLowerCase();
    const custom = valueOf(call, `custom_${name}`);
    keep(call, name, custom.kind === 'none' ? stack(call, kind, valueOf(call, `num_${name}_layers`)) : custom);
  }
  return UNKNOWN;
};
