/** Moving elements: axes exchanged, cut, joined, repeated. */
import { backend_util, slice_util, util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import { isNumeric } from '../backend';
import type { Value } from '../graph';
import { cast } from '../operators/elementwise';
import { concat, pad, reshape, slice, tile, transpose } from '../operators/shape';
import { described, promote } from '../operators/types';
import type { Lowering } from './lowering';

export const Transpose: Lowering<tf.TransposeInputs, tf.TransposeAttrs> = ({ x }, { perm }) => transpose(x, perm);

export const Cast: Lowering<tf.CastInputs, tf.CastAttrs> = ({ x }, { dtype }) =>
  isNumeric(dtype) ? cast(x, dtype) : null;

export const ExpandDims: Lowering<tf.ExpandDimsInputs, tf.ExpandDimsAttrs> = ({ input }, { dim }) => {
  const shape = [...input.shape];
  util.assert(
    -(shape.length + 1) <= dim,
    () => `Axis must be in [${-(shape.length + 1)}, ${shape.length}], got ${dim}`,
  );
  shape.splice(dim < 0 ? dim + shape.length + 1 : dim, 0, 1);
  return reshape(input, shape);
};

export const Slice: Lowering<tf.SliceInputs, tf.SliceAttrs> = ({ x }, { begin, size }) => {
  const [from, sizes] = slice_util.parseSliceParams(described(x), begin, size) as [number[], number[]];
  slice_util.assertParamsValid(described(x), from, sizes);
  return slice(
    x,
    from,
    from.map((start, axis) => start + sizes[axis]!),
  );
};

export const Tile: Lowering<tf.TileInputs, tf.TileAttrs> = ({ x }, { reps }) => tile(x, reps);

export const PadV2: Lowering<tf.PadV2Inputs, tf.PadV2Attrs> = ({ x }, { paddings, constantValue }) =>
  pad(x, paddings, constantValue);

export const Concat: Lowering<tf.ConcatInputs, tf.ConcatAttrs> = (values, { axis }) => {
  const [along] = util.parseAxisParam(axis, [...values[0]!.shape]) as [number];
  backend_util.assertParamsConsistent(
    values.map(({ shape }) => [...shape]),
    along,
  );
  const alike = promote(values);
  const nonEmpty = alike.filter(({ shape }) => !shape.includes(0));
  return concat(nonEmpty.length ? nonEmpty : alike.slice(0, 1), along);
};

/** Joins along a new axis. */
export const Pack: Lowering<tf.PackInputs, tf.PackAttrs> = (values, { axis }, graph) => {
  const [{ shape, type }] = values as [Value];
  for (const value of values) {
    util.assertShapesMatch([...shape], [...value.shape], 'All tensors passed to stack must have matching shapes');
    util.assert(
      type === value.type,
      () => `All tensors passed to stack must have matching dtypes: ${type}, ${value.type}`,
    );
  }
  const along = axis < 0 ? axis + shape.length + 1 : axis;
  const expanded = values.map((input) => ExpandDims({ input }, { dim: along }, graph)!);
  return concat(expanded.flat(), along);
};

/** Cuts along an axis, which goes. */
export const Unpack: Lowering<tf.UnpackInputs, tf.UnpackAttrs> = ({ value }, { axis }) => {
  const along = axis < 0 ? axis + value.shape.length : axis;
  const rest = value.shape.filter((_, i) => i !== along);
  return Array.from({ length: value.shape[along]! }, (_, index) => {
    const begin = value.shape.map((_size, i) => (i === along ? index : 0));
    const end = value.shape.map((size, i) => (i === along ? index + 1 : size));
    return reshape(slice(value, begin, end), rest);
  });
};

/** Cuts along an axis into pieces of given sizes. */
export const SplitV: Lowering<tf.SplitVInputs, tf.SplitVAttrs> = ({ x }, { numOrSizeSplits, axis }) => {
  const [along] = util.parseAxisParam(axis, [...x.shape]) as [number];
  const sizes = backend_util.prepareSplitSize(described(x), numOrSizeSplits, along);
  let from = 0;
  return sizes.map((length) => {
    const begin = x.shape.map((_size, i) => (i === along ? from : 0));
    from += length;
    const end = x.shape.map((size, i) => (i === along ? from : size));
    return slice(x, begin, end);
  });
};

export const StridedSlice: Lowering<tf.StridedSliceInputs, tf.StridedSliceAttrs> = ({ x }, attributes) => {
  const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attributes;
  const masks = [beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask] as const;
  const info = slice_util.sliceInfo([...x.shape], begin, end, strides, ...masks);
  const cut = info.isIdentity ? x : slice(x, info.begin, info.end, info.strides);
  return reshape(cut, info.finalShape);
};

/** The given axes run backwards. */
export const Reverse: Lowering<tf.ReverseInputs, tf.ReverseAttrs> = ({ x }, { dims }) => {
  const axes = util.parseAxisParam(dims, [...x.shape]);
  const turned = (axis: number): boolean => axes.includes(axis);
  return slice(
    x,
    x.shape.map((size, axis) => (turned(axis) ? size - 1 : 0)),
    x.shape.map((size, axis) => (turned(axis) ? -1 : size)),
    x.shape.map((_, axis) => (turned(axis) ? -1 : 1)),
  );
};

/** (B, H, W, C) with its columns in reverse order. */
export const FlipLeftRight: Lowering<tf.FlipLeftRightInputs> = ({ image }, _, graph) =>
  Reverse({ x: image }, { dims: [2] }, graph);
