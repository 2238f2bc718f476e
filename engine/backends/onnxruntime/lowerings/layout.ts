/** Moving elements: axes exchanged, cut, joined, repeated. */
import { slice_util, util } from '@tensorflow/tfjs-core';
import type * as tf from '@tensorflow/tfjs-core';
import { isNumeric } from '../backend';
import { cast } from '../operators/elementwise';
import { concat, pad, reshape, slice, tile, transpose } from '../operators/shape';
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
  const info = { shape: [...x.shape] } as unknown as tf.Tensor;
  const [from, sizes] = slice_util.parseSliceParams(info, begin, size) as [number[], number[]];
  slice_util.assertParamsValid(info, from, sizes);
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
  const nonEmpty = values.filter(({ shape }) => !shape.includes(0));
  return concat(nonEmpty.length ? nonEmpty : values.slice(0, 1), along);
};

/** Joins along a new axis. */
export const Pack: Lowering<tf.PackInputs, tf.PackAttrs> = (values, { axis }, graph) => {
  const along = axis < 0 ? axis + values[0]!.shape.length + 1 : axis;
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
