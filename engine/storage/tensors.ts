/** Tensors at rest, by name. */
export interface StoredTensor {
  shape: number[];
  dtype: 'float32' | 'int32';
  values: Float32Array | Int32Array;
}

/** A map, not an object: a tensor may be called `__proto__`. */
export type Tensors = ReadonlyMap<string, StoredTensor>;
