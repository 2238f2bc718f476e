/**
 * Convolution in blocks of channels: (B, C, H, W) is held as (B, C/b, H, W, b), so that a vector register holds b
 * channels of one pixel. onnxruntime has the kernels (domain com.microsoft.nchwc) and its optimizer uses them where the
 * filter is a constant; while training none is, so we say it ourselves. At 3×3 they take about half the time.
 * Blocked values keep the nominal shape (B, C, H, W); only the operators of this file may read them.
 */
import { producer, type Attributes, type Node, type Shape, type Value } from '../graph';
import { scalar } from './elementwise';
import { concat, expand, reshape, transpose } from './shape';

const REORDER_INPUT = 'com.microsoft.nchwc.ReorderInput';
const REORDER_OUTPUT = 'com.microsoft.nchwc.ReorderOutput';
const CONVOLUTION = 'com.microsoft.nchwc.Conv';
const MAX_POOL = 'com.microsoft.nchwc.MaxPool';

/** Whether a convolution can run in blocks of b channels: an image's, whose channels fill blocks or, read, part of one. */
export function fitsBlocks({ op, inputs, attributes }: Node, block: number): boolean {
  const [x, filter] = inputs as [Value, Value];
  if (op !== 'Conv' || block === 1 || x.shape.length !== 4 || attributes.group !== 1 || x.type !== 'float32')
    return false;
  const [K, C] = filter.shape as [number, number];
  return K % block === 0 && (C % block === 0 || C < block);
}

/** The same convolution, and the same layout of its input and result. */
export function convolveBlocked({ inputs, attributes, results }: Node, block: number): Value {
  const [x, filter, bias] = inputs as [Value, Value, Value | undefined];
  const { shape, type } = results[0]!;
  const read = x.shape[1]! < block ? { x, attributes } : padded(toBlocks(x), attributes, shape, block);
  const operands = [read.x, filterBlocks(filter, block), ...(bias ? [bias] : [])];
  return fromBlocks(x.graph.node(CONVOLUTION, operands, read.attributes, [{ type, shape }])[0]!);
}

/**
 * The kernels compute places next to padding of the rows one by one. Where that is all of them, as in a filter's
 * gradient, they take three times as long as over rows that really have margins of zeros.
 */
function padded(x: Value, attributes: Attributes, to: Shape, block: number): { x: Value; attributes: Attributes } {
  const [B, C, H, W] = x.shape as [number, number, number, number];
  const [top, left, bottom, right] = attributes.pads as [number, number, number, number];
  const [, kernelWidth] = attributes.kernel_shape as [number, number];
  if (left + right === 0 || kernelWidth <= to[3]!) return { x, attributes };
  const rows = reshape(x, [B, C / block, H, W, block]);
  const margin = (width: number): Value[] =>
    width === 0 ? [] : [expand(scalar(x.graph, 0), [B, C / block, H, width, block])];
  const wide = concat([...margin(left), rows, ...margin(right)], 3);
  return {
    x: reshape(wide, [B, C, H, W + left + right]),
    attributes: { ...attributes, pads: [top, 0, bottom, 0] },
  };
}

/** The largest of each window, (B, C, H, W) → (B, C, H', W'), both in blocks. */
export function maxPoolBlocked(x: Value, attributes: Attributes, shape: Shape): Value {
  return x.graph.node(MAX_POOL, [x], attributes, [{ type: x.type, shape }])[0]!;
}

/** What a value is in blocks, if that is how it was made. */
export const inBlocks = (x: Value | null): Value | null => producer(x, REORDER_OUTPUT)?.inputs[0] ?? null;

/** (B, C, H, W) → (B, C/b, H, W, b) */
export function toBlocks(x: Value): Value {
  const made = inBlocks(x);
  if (made) return made;
  const last = undoneBy(x, [0, 3, 1, 2]);
  return reorder(REORDER_INPUT, last ?? x, { channels_last: last ? 1 : 0 }, x);
}

/** (B, C/b, H, W, b) → (B, C, H, W) */
export const fromBlocks = (x: Value): Value =>
  reorder(REORDER_OUTPUT, x, { channels: x.shape[1]!, channels_last: 0 }, x);

const reorder = (op: string, x: Value, attributes: Attributes, { type, shape }: Value): Value =>
  x.graph.node(op, [x], attributes, [{ type, shape }])[0]!;

/** What a transpose by `perm` was made from, if x is one. */
function undoneBy(x: Value, perm: readonly number[]): Value | null {
  const found = transposed(x);
  return found.perm.join() === perm.join() ? found.origin : null;
}

/** A filter (K, C, kh, kw) → (K/b, C/b, kh, kw, b of C, b of K); with few channels (K/b, C, kh, kw, b of K). */
function filterBlocks(filter: Value, block: number): Value {
  const exchanged = undoneBy(filter, [1, 0, 2, 3]);
  if (exchanged && filter.shape[1]! % block === 0) return exchangedBlocks(exchanged, block, filter.shape);
  const { origin, perm } = transposed(filter);
  const [K, C, kh, kw] = perm as [number, number, number, number];
  const splits = origin.shape.map((size, axis) => axis === K || (axis === C && size >= block));
  const shape = origin.shape.flatMap((size, axis) => (splits[axis] ? [size / block, block] : [size]));
  const at = (axis: number): number => axis + splits.slice(0, axis).filter(Boolean).length;
  const inner = [C, K].flatMap((axis) => (splits[axis] ? [at(axis) + 1] : []));
  return reshape(transpose(reshape(origin, shape), [...[K, C, kh, kw].map(at), ...inner]), filter.shape);
}

/** What a value is a transpose of, so that one more is not a second copy. */
function transposed(value: Value): { origin: Value; perm: readonly number[] } {
  const node = producer(value, 'Transpose');
  return node
    ? { origin: node.inputs[0]!, perm: node.attributes.perm as readonly number[] }
    : { origin: value, perm: value.shape.map((_, axis) => axis) };
}

/** A filter that is a batch (C, K, kh, kw) with the roles exchanged: its blocks of K hold together already. */
function exchangedBlocks(batch: Value, block: number, shape: readonly number[]): Value {
  const [C, K, kh, kw] = batch.shape as [number, number, number, number];
  const split = reshape(toBlocks(batch), [C / block, block, K / block, kh, kw, block]);
  return reshape(transpose(split, [2, 0, 3, 4, 1, 5]), shape);
}
