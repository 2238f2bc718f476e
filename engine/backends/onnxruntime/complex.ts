/** Complex tensors: pairs of real ones, in a trace and outside. Kernels on them are lowered to operators on the parts. */
import type * as tf from '@tensorflow/tfjs-core';
import type { OnnxruntimeBackend } from './backend';
import { complexLowerings } from './complex-lowerings';
import { mapInputs, type KernelCall, type KernelInputs } from './kernel-call';
import type { Lower } from './lowerings/lowering';

/** What tfjs calls the type. */
const COMPLEX = 'complex64';

interface Call {
  inputs: KernelInputs;
  backend: OnnxruntimeBackend;
}

/** A tensor of its own with the same numbers. */
function copy(backend: OnnxruntimeBackend, { dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo {
  const content = backend.content(dataId);
  const isSymbol = content.kind === 'symbol';
  return backend.make(
    isSymbol ? content : { kind: 'host', values: backend.readSync(dataId) as Float32Array },
    shape,
    dtype,
  );
}

/** The parts of a complex tensor, in its shape. */
function partsOf(backend: OnnxruntimeBackend, { dataId, shape }: tf.TensorInfo): [tf.TensorInfo, tf.TensorInfo] {
  const content = backend.content(dataId);
  if (content.kind !== 'complex') throw new TypeError('a complex tensor is a pair');
  return [
    { ...content.real, shape: [...shape] },
    { ...content.imag, shape: [...shape] },
  ];
}

const part =
  (index: 0 | 1) =>
  ({ inputs, backend }: Call): tf.TensorInfo =>
    copy(backend, partsOf(backend, inputs.input as tf.TensorInfo)[index]);

/** Kernels that make pairs and take them apart. */
export const pairing: Readonly<Record<string, (call: Call) => tf.TensorInfo>> = {
  Complex({ inputs, backend }) {
    const [real, imag] = [inputs.real as tf.TensorInfo, inputs.imag as tf.TensorInfo];
    return backend.make({ kind: 'complex', real: copy(backend, real), imag: copy(backend, imag) }, real.shape, COMPLEX);
  },
  Real: part(0),
  Imag: part(1),
};

/** Whether a kernel takes or makes a complex tensor. */
export const isOfComplex = ({ inputs, attributes }: KernelCall): boolean =>
  ('dtype' in attributes && attributes.dtype === COMPLEX) ||
  Object.values(inputs).some((x) => x && [x].flat().some(({ dtype }) => dtype === COMPLEX));

/** Runs a kernel's lowering on the parts of its operands, each of which becomes a list of two. */
export function runOnParts(
  backend: OnnxruntimeBackend,
  kernel: string,
  { inputs, attributes }: KernelCall,
  run: (lower: Lower | undefined, call: KernelCall) => tf.TensorInfo[] | null,
): tf.TensorInfo[] | null {
  const pairs = mapInputs<tf.TensorInfo | tf.TensorInfo[]>(inputs, (x) =>
    x.dtype === COMPLEX ? partsOf(backend, x) : x,
  ) as KernelInputs;
  const results = run(complexLowerings[kernel] as unknown as Lower, { inputs: pairs, attributes });
  if (results?.length !== 2) return results;
  const [real, imag] = results as [tf.TensorInfo, tf.TensorInfo];
  return [backend.make({ kind: 'complex', real, imag }, real.shape, COMPLEX)];
}
