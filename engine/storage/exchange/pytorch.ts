/**
 * PyTorch's names and layouts of our layers' weights: a module has the name of our layer, `dense1.weight`.
 * Source: the state_dict of each module, https://pytorch.org/docs/stable/nn.html
 */
import type { StoredTensor, Tensors } from '../tensors';
import { channelsFirstRows, fromLayout, toLayout, type Layout } from './layout';
import type { Slot } from './slots';

interface Twin {
  /** Of the parameters or buffers in PyTorch's module; several are summed up. */
  names: readonly string[];
  layout: (slot: Slot) => Layout;
}

const same: Twin['layout'] = ({ shape }) => ({ view: shape, axes: [...shape.keys()], shape });

/** (in, out) → (out, in) */
const linear: Twin['layout'] = ({ shape, flattened }) => {
  const [rows, units] = shape as [number, number];
  if (!flattened) return { view: shape, axes: [1, 0], shape: [units, rows] };
  const { view, axes } = channelsFirstRows(flattened, units);
  return { view, axes: [axes.at(-1)!, ...axes.slice(0, -1)], shape: [units, rows] };
};

/** (…kernel, in, out) → (out, in, …kernel) */
const convolution: Twin['layout'] = ({ shape }) => {
  const space = [...shape.keys()].slice(0, -2);
  const axes = [shape.length - 1, shape.length - 2, ...space];
  return { view: shape, axes, shape: axes.map((axis) => shape[axis]!) };
};

/** (…kernel, C, M) → (C·M, 1, …kernel) */
const depthwise: Twin['layout'] = ({ shape }) => {
  const [channels, multiplier] = shape.slice(-2) as [number, number];
  const space = [...shape.keys()].slice(0, -2);
  const axes = [shape.length - 2, shape.length - 1, ...space];
  return { view: shape, axes, shape: [channels * multiplier, 1, ...shape.slice(0, -2)] };
};

const twin = (name: string, layout = same): Twin => ({ names: [name], layout });
const bias = twin('bias');

/** Both have the gates in the order i, f, g, o. */
const lstm: Record<string, Twin> = {
  kernel: twin('weight_ih_l0', linear),
  recurrent_kernel: twin('weight_hh_l0', linear),
  bias: { names: ['bias_ih_l0', 'bias_hh_l0'], layout: same },
};

/** Our gates are z, r, n, PyTorch's r, z, n. */
const gru =
  (layout: Twin['layout']): Twin['layout'] =>
  (slot) => ({ ...layout(slot), parts: [1, 0, 2] });

/** By tfjs's class of the layer and the name of its weight. */
const twins: Record<string, Record<string, Twin>> = {
  Dense: { kernel: twin('weight', linear), bias },
  Conv1D: { kernel: twin('weight', convolution), bias },
  Conv2D: { kernel: twin('weight', convolution), bias },
  Conv3D: { kernel: twin('weight', convolution), bias },
  DepthwiseConv2D: { depthwise_kernel: twin('weight', depthwise), bias },
  Conv2DTranspose: { kernel: twin('weight', convolution), bias },
  Embedding: { embeddings: twin('weight') },
  BatchNormalization: {
    gamma: twin('weight'),
    beta: bias,
    moving_mean: twin('running_mean'),
    moving_variance: twin('running_var'),
  },
  LayerNormalization: { gamma: twin('weight'), beta: bias },
  LSTM: lstm,
  NablaLstm: lstm,
  NablaGru: {
    kernel: twin('weight_ih_l0', gru(linear)),
    recurrent_kernel: twin('weight_hh_l0', gru(linear)),
    bias: twin('bias_ih_l0', gru(same)),
    recurrent_bias: twin('bias_hh_l0', gru(same)),
  },
  // nn.MultiheadAttention
  NablaSelfAttention: {
    kernel: twin('in_proj_weight', linear),
    bias: twin('in_proj_bias'),
    projection_kernel: twin('out_proj.weight', linear),
    projection_bias: twin('out_proj.bias'),
  },
  // nn.Embedding, of places
  NablaPositionEmbedding: { embeddings: twin('weight') },
};

/** What PyTorch counts beside the averages; nothing depends on it. */
const COUNTER = /(^|\.)num_batches_tracked$/;

export interface TorchSlot {
  slot: Slot;
  /** `<module>.<parameter>`; the tensor is the sum of all. */
  names: string[];
  layout: Layout;
}

/** Where PyTorch keeps a slot's weight; undefined for a layer that it has no module for. */
export function torchSlot(slot: Slot): TorchSlot | undefined {
  const found = twins[slot.kind]?.[slot.weight];
  return found && { slot, names: found.names.map((name) => `${slot.layer}.${name}`), layout: found.layout(slot) };
}

/** Our weights by PyTorch's names; of several that are summed up the first is ours and the others are zero. */
export function toTorch(slots: readonly TorchSlot[], weights: Tensors): Map<string, StoredTensor> {
  return new Map(
    slots.flatMap(({ slot, names, layout }) => {
      const tensor = toLayout(weights.get(slot.name)!, layout);
      const zero = { ...tensor, values: tensor.values.slice().fill(0) };
      return names.map((name, index) => [name, index === 0 ? tensor : zero] as const);
    }),
  );
}

/** A slot's weight out of tensors that have its names and shapes. */
export function fromTorch({ slot, names, layout }: TorchSlot, tensors: Tensors): StoredTensor {
  const [first, ...others] = names.map((name) => tensors.get(name)!);
  const values = first!.values.slice();
  for (const other of others) other.values.forEach((value, index) => (values[index]! += value));
  return fromLayout({ ...first!, values }, layout, slot.shape);
}

/** A parameter's module and its name therein: "0.weight" → ["0", "weight"]. */
const split = (name: string): [string, string] => {
  const dot = name.lastIndexOf('.');
  return [name.slice(0, Math.max(0, dot)), name.slice(dot + 1)];
};

const numbered = /^((?:[\w.]*\.)?)(\d+)$/;

/**
 * A state_dict without PyTorch's counters, its modules called as our layers are. Modules of one nn.Sequential have
 * numbers for names, which say their order: "0", "2" or "layers.0", "layers.2".
 */
export function withOurModules(tensors: Tensors, slots: readonly Slot[]): Tensors {
  const counted = new Map([...tensors].filter(([name]) => !COUNTER.test(name)));
  const modules = [...new Set([...counted.keys()].map((name) => split(name)[0]))];
  const places = modules.map((module) => numbered.exec(module));
  const layers = [...new Set(slots.map(({ layer }) => layer))];
  const isSequential = places.every((place) => place?.[1] === places[0]?.[1]) && modules.length === layers.length;
  if (!isSequential || places.includes(null)) return counted;
  const ordered = modules.toSorted((a, b) => Number(numbered.exec(a)![2]) - Number(numbered.exec(b)![2]));
  const layerOf = new Map(ordered.map((module, index) => [module, layers[index]!]));
  return new Map(
    [...counted].map(([name, tensor]) => {
      const [module, parameter] = split(name);
      return [`${layerOf.get(module)!}.${parameter}`, tensor];
    }),
  );
}
