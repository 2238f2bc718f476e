/**
 * The weights of an ONNX model in our layouts. What a tensor is, and where its axes are, is told by the node that uses
 * it: a Gemm may have its kernel transposed, a Conv has the filters first.
 */
import type { StoredTensor } from '../../tensors';
import { moveAxes } from '../layout';
import type { Found } from '../match';
import { gateBias, gates, requireOurs } from './recurrent';
import { readModel, type OnnxNode } from './model';
import type { Home } from './tensor';

/** A value that is a tensor of the file. */
interface Known {
  name: string;
  read: () => StoredTensor;
}

/** How a node's inputs become weights: by position; one may hold several. */
type Use = (tensor: StoredTensor, node: OnnxNode) => StoredTensor | StoredTensor[];

const integer = ({ integers }: OnnxNode, name: string, otherwise: number): number =>
  Number(integers.get(name)?.[0] ?? otherwise);

const same: Use = (tensor) => tensor;
const kernel: Use = (tensor, node) => (integer(node, 'transB', 0) ? moveAxes(tensor, [1, 0]) : tensor);

/** (K, C, …kernel) → (…kernel, C, K); of a depthwise convolution, (C·M, 1, …kernel) → (…kernel, C, M). */
const filter: Use = (tensor, node) => {
  const [outputs, inputs, ...size] = tensor.shape as [number, number, ...number[]];
  const space = size.map((_, axis) => axis + 2);
  const group = integer(node, 'group', 1);
  if (group === 1 || inputs !== 1) return moveAxes(tensor, [...space, 1, 0]);
  return moveAxes({ ...tensor, shape: [group, outputs / group, ...size] }, [...space, 0, 1]);
};

/** (C, K, …kernel) → (…kernel, K, C) */
const transposedFilter: Use = (tensor) => moveAxes(tensor, [...tensor.shape.map((_, axis) => axis).slice(2), 1, 0]);

/** Operators with weights, and what is at each of their inputs; null is no weight. */
const uses: Record<string, readonly (Use | null)[]> = {
  Gemm: [null, kernel, same],
  MatMul: [null, same],
  Conv: [null, filter, same],
  ConvTranspose: [null, transposedFilter, same],
  BatchNormalization: [null, same, same, same, same],
  LayerNormalization: [null, same, same],
  Gather: [same],
  LSTM: [null, gates, gates, gateBias],
  GRU: [null, gates, gates, gateBias],
};

/** Ranks below that of a matrix are no kernels or embeddings, but constants of a computation. */
const MATRIX = new Set(['MatMul', 'Gather']);

class WeightsReader {
  readonly found: Found[] = [];
  private readonly known = new Map<string, Known>();
  /** Values that are images with channels first, or such images flattened. */
  private readonly channelsFirst = new Set<string>();
  private readonly used = new Set<string>();

  constructor(private readonly object: string) {}

  define(name: string, value: Known): void {
    this.known.set(name, value);
  }

  /** Images come with channels first or last; they have fewer channels than rows or columns. */
  begin(input: string, shape: readonly number[]): void {
    if (shape.length === 4 && shape[1]! < shape[3]!) this.channelsFirst.add(input);
  }

  take(node: OnnxNode): void {
    const [output = ''] = node.outputs;
    if (node.op === 'Constant' && node.value) this.define(output, { ...node.value, name: output });
    else if (node.op === 'Identity' || node.op === 'Transpose') this.follow(node, output);
    else if (node.op === 'Add') this.takeBias(node);
    else this.takeWeights(node);
    this.trackLayout(node, output);
  }

  /** A tensor under another name or with its axes moved is still that tensor. */
  private follow(node: OnnxNode, output: string): void {
    const source = this.known.get(node.inputs[0] ?? '');
    if (!source) return;
    const { name } = source;
    const axes = node.integers.get('perm')?.map(Number);
    this.define(output, {
      name,
      read: () => {
        const tensor = source.read();
        return node.op === 'Identity' ? tensor : moveAxes(tensor, axes ?? [...tensor.shape.keys()].reverse());
      },
    });
  }

  private takeWeights(node: OnnxNode): void {
    requireOurs(node, this.object);
    uses[node.op]?.forEach((use, index) => {
      const source = use && this.known.get(node.inputs[index] ?? '');
      if (use && source) this.add(source, node, use);
    });
  }

  /** A vector that is added to a product is its bias. */
  private takeBias(node: OnnxNode): void {
    const sources = node.inputs.map((input) => this.known.get(input));
    if (sources.every(Boolean)) return;
    for (const source of sources) if (source?.read().shape.length === 1) this.add(source, node, same);
  }

  private add({ name, read }: Known, node: OnnxNode, use: Use): void {
    const tensor = read();
    if (this.used.has(name) || (MATRIX.has(node.op) && tensor.shape.length < 2)) return;
    this.used.add(name);
    const channelsFirst = this.channelsFirst.has(node.inputs[0] ?? '');
    [use(tensor, node)].flat().forEach((one, index) => {
      this.found.push({ name: index === 0 ? name : `${name}/${index}`, tensor: one, channelsFirst });
    });
  }

  private trackLayout({ op, inputs, integers }: OnnxNode, output: string): void {
    const isLast = op === 'Transpose' && integers.get('perm')?.[1] !== 1n;
    const isFirst = op === 'Conv' || op === 'ConvTranspose' || this.channelsFirst.has(inputs[0] ?? '');
    const mixes = op === 'Gemm' || op === 'MatMul';
    if (isFirst && !isLast && !mixes) this.channelsFirst.add(output);
  }
}

/** The weights in the order in which nodes use them. */
export function readOnnxWeights(bytes: Buffer, home: Home): Found[] {
  const { nodes, tensors, inputs } = readModel(bytes, home);
  const reader = new WeightsReader(home.object);
  for (const [name, shape] of inputs) reader.begin(name, shape);
  for (const tensor of tensors) reader.define(tensor.name, tensor);
  for (const node of nodes) reader.take(node);
  return reader.found;
}
