import { add, product, subtract, unknownDimension, type Dimension } from '../../domain/dimension';
import { extreme, sign } from '../../domain/order';
import { joinTypes } from '../../domain/element-type';
import { ANY_SHAPE, axisOf, shape } from '../../domain/shape';
import type { Tensor } from '../../interpreter/value';
import { derived, elementsIn, integerOf, numberOf, prefixed, sized, tensorOf, valueOf } from '../call';
import { row, type Call, type Rule, type Table } from '../library';
import { typed } from './types';

/** |k| where its sign is known. */
function magnitude(offset: Dimension): Dimension | undefined {
  const known = sign(offset);
  return known === undefined ? undefined : known < 0 ? subtract(0, offset) : offset;
}

/** Entries on the k-th diagonal of an n × m matrix: max(0, min(n + min(k, 0), m − max(k, 0))). */
function diagonalSize(rows: Dimension, columns: Dimension, offset: Dimension): Dimension {
  const known = sign(offset);
  if (known === undefined) return unknownDimension();
  const [n, m] = known < 0 ? [add(rows, offset), columns] : [rows, subtract(columns, offset)];
  return extreme('max', extreme('min', n, m), 0);
}

/** The two axes become one, at the end. */
const diagonal =
  (firstAxis: string, secondAxis: string): Rule =>
  (call) => {
    const input = tensorOf(call, call.arguments.has('A') ? 'A' : 'input');
    const { dimensions, open } = input.shape;
    const [first, second] = [firstAxis, secondAxis].map((name) => numberOf(call, name));
    const [i, j] = [first, second].map((axis) => (axis === undefined ? undefined : axisOf(input.shape, axis)));
    const offset = integerOf(call, 'offset');
    if (i === undefined || j === undefined) return derived(input, ANY_SHAPE);
    const size = offset === undefined ? unknownDimension() : diagonalSize(dimensions[i]!, dimensions[j]!, offset);
    return derived(input, shape([...dimensions.filter((_, at) => at !== i && at !== j), size], open));
  };

/** A vector becomes a square matrix of n + |k|, a matrix its diagonal. */
const diag: Rule = (call) => {
  const input = tensorOf(call);
  const { open, dimensions } = input.shape;
  const offset = integerOf(call, 'diagonal');
  if (open || dimensions.length === 0 || offset === undefined) return derived(input, ANY_SHAPE);
  const [rows, columns] = dimensions;
  if (columns !== undefined) return derived(input, shape([diagonalSize(rows!, columns, offset)]));
  return square(input, [], rows!, offset);
};

function square(input: Tensor, before: readonly Dimension[], size: Dimension, offset: Dimension): Tensor {
  const more = magnitude(offset);
  const side = more === undefined ? unknownDimension() : add(size, more);
  return derived(input, shape([...before, side, side]));
}

/** All entries on one diagonal. */
const diagflat: Rule = (call) => {
  const input = tensorOf(call);
  const offset = integerOf(call, 'offset');
  const { open, dimensions } = input.shape;
  const count = open ? unknownDimension() : product(dimensions);
  return offset === undefined
    ? derived(input, shape([unknownDimension(), unknownDimension()]))
    : square(input, [], count, offset);
};

/** (…, n) → (…, n + |k|, n + |k|), with the new axes at the end. */
const embed: Rule = (call) => {
  const input = tensorOf(call);
  const [offset, first, second] = [integerOf(call, 'offset'), numberOf(call, 'dim1'), numberOf(call, 'dim2')];
  const { open, dimensions } = input.shape;
  const last = dimensions.at(-1);
  if (open || last === undefined || offset === undefined || first !== -2 || second !== -1)
    return derived(input, ANY_SHAPE);
  return square(input, dimensions.slice(0, -1), last, offset);
};

/** Matrices along a diagonal; a vector is a row. */
const blocks: Rule = (call) => {
  const given = elementsIn(valueOf(call, 'tensors'));
  const tensors = given?.map((each) => (each.kind === 'tensor' && !each.shape.open ? each : undefined));
  if (!tensors?.every((each) => each !== undefined) || tensors.length === 0)
    return sized([unknownDimension(), unknownDimension()]);
  const sides = tensors.map(({ shape: { dimensions } }) => [1, 1, ...dimensions].slice(-2) as [Dimension, Dimension]);
  const type = tensors.map((each) => each.type).reduce(joinTypes);
  return sized([sides.map(([rows]) => rows).reduce(add), sides.map(([, columns]) => columns).reduce(add)], typed(type));
};

const same = (call: Call): Tensor => derived(tensorOf(call), tensorOf(call).shape);

const ROWS: Table = {
  diag: row('input, diagonal=0, *, out=None', diag),
  diagflat: row('input, offset=0', diagflat),
  diag_embed: row('input, offset=0, dim1=-2, dim2=-1', embed),
  diagonal: row('input, offset=0, dim1=0, dim2=1', diagonal('dim1', 'dim2')),
  diagonal_scatter: row('input, src, offset=0, dim1=0, dim2=1', same),
  select_scatter: row('input, src, dim, index', same),
  slice_scatter: row('input, src, dim=0, start=None, end=None, step=1', same),
};

/** Diagonals of matrices, and matrices of diagonals. */
export const DIAGONALS: Table = {
  ...prefixed(['torch.', 'torch.Tensor.'], ROWS),
  'torch.block_diag': row('*tensors', blocks),
  'torch.linalg.diagonal': row('A, *, offset=0, dim1=-2, dim2=-1', diagonal('dim1', 'dim2')),
};
