/** Samples in memory: inputs as they were stored (bytes stay bytes), one label each. */
export interface Samples {
  count: number;
  /** The shape of one input: [28, 28, 1]. */
  shape: number[];
  /** (count, ...shape), row-major. */
  inputs: Uint8Array | Float32Array;
  /** (count): the class of each sample, from 0. */
  labels: Int32Array;
}

/** How many numbers one input has. */
export const sizeOf = (shape: number[]): number => shape.reduce((product, length) => product * length, 1);

/** The samples at these indices, in this order. */
export function take(samples: Samples, indices: Uint32Array): Samples {
  const size = sizeOf(samples.shape);
  const Values = samples.inputs instanceof Uint8Array ? Uint8Array : Float32Array;
  const inputs = new Values(indices.length * size);
  const labels = new Int32Array(indices.length);
  indices.forEach((from, to) => {
    inputs.set(samples.inputs.subarray(from * size, (from + 1) * size), to * size);
    labels[to] = samples.labels[from]!;
  });
  return { count: indices.length, shape: samples.shape, inputs, labels };
}
