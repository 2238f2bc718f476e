/** The inference graph: raw inputs → logits, normalization and weights inside, standard operators only. */
import * as tf from '@tensorflow/tfjs-core';
import type { Step } from '../../../backends/device';
import { OnnxruntimeBackend } from '../../../backends/onnxruntime/backend';
import type { Graph } from '../../../backends/onnxruntime/graph';
import { encodeModel } from '../../../backends/onnxruntime/onnx';
import { portableGraph, type PortableStep } from '../../../backends/onnxruntime/portable/portable';
import { Random } from '../../../data/random';
import { Problem } from '../../../process/problem';
import { describe, isRaw, type Exporter, type Trained } from './trained';

/** Two gigabytes are the most that a protobuf message can have. */
const MAX_BYTES = 2 ** 31 - 1;

/** Sums in another order differ in the last digits of float32. */
const TOLERANCE = 1e-5;

/** Batches at which the model must say what the engine says; none is a size at which it was traced. */
const TRIED = [1, 2, 5];

const needsOnnxruntime = () =>
  new Problem('export-unavailable', 'an ONNX export needs onnxruntime-node, which does not load: see `nabla doctor`');
const tooLarge = () =>
  new Problem(
    'export-too-large',
    'the model has more than two gigabytes, the most that ONNX takes; export safetensors',
  );
const disagrees = (batch: number) =>
  new Problem(
    'export-differs',
    `the exported graph disagrees with the engine for a batch of ${batch}; export tfjs`,
    'run',
  );

/** The evaluation of raw inputs. */
const stepOf =
  (trained: Trained): Step =>
  ({ input }) => {
    const { shift, scale } = trained.normalization;
    const x = isRaw(trained) ? input! : tf.div(tf.sub(input!, tf.tensor1d(shift)), tf.tensor1d(scale));
    return { logits: trained.model.apply(x, { training: false }) as tf.Tensor };
  };

const weightsOf = ({ model, weights }: Trained): PortableStep['weights'] =>
  new Map(
    model.weights.map(({ name, originalName }) => [name, { name: originalName, tensor: weights.get(originalName)! }]),
  );

/** Inputs of which the logits are compared: around the mean of the data, or the first token. */
function sampleOf({ inputShape, inputType, normalization }: Trained, batch: number): tf.Tensor {
  const shape = [batch, ...inputShape];
  if (inputType === 'int32') return tf.zeros(shape, 'int32');
  const { shift, scale } = normalization;
  const random = new Random(0, 'export');
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, index) => {
    return shift[index % shift.length]! + scale[index % scale.length]! * random.normal();
  });
  return tf.tensor(values, shape);
}

/** Whether the model says of a batch what the engine says. */
function agrees(backend: OnnxruntimeBackend, model: Uint8Array, trained: Trained, batch: number): boolean {
  return tf.tidy(() => {
    const input = sampleOf(trained, batch);
    const expected = stepOf(trained)({ input }).logits!.dataSync();
    const session = backend.runtime.session(model, ['logits'], { threads: 1, optimize: true });
    try {
      const values = input.dataSync() as Float32Array | Int32Array;
      const given = backend.runtime.tensor(trained.inputType, values, input.shape);
      const found = session.run({ input: given }).logits!.data as Float32Array;
      return expected.every((value, index) => Math.abs(value - found[index]!) <= TOLERANCE * (1 + Math.abs(value)));
    } finally {
      session.dispose();
    }
  });
}

function agreesAtAll(backend: OnnxruntimeBackend, graph: Graph, trained: Trained): boolean {
  try {
    const model = encodeModel(graph);
    return TRIED.every((batch) => agrees(backend, model, trained, batch));
  } catch {
    // What onnxruntime refuses for one of the sizes holds for none.
    return false;
  }
}

function graphOf(backend: OnnxruntimeBackend, trained: Trained): { graph: Graph; batch: number | null } {
  const { inputShape: shape, inputType: dtype } = trained;
  const step = { step: stepOf(trained), input: 'input', output: 'logits', sample: { shape, dtype } };
  const portable = { ...step, weights: weightsOf(trained) };
  const open = portableGraph(backend, portable, null);
  if (open && agreesAtAll(backend, open, trained)) return { graph: open, batch: null };
  const graph = portableGraph(backend, portable, 1)!;
  if (!agrees(backend, encodeModel(graph), trained, 1)) throw disagrees(1);
  return { graph, batch: 1 };
}

export const exporter: Exporter = {
  ending: '.onnx',
  write(trained) {
    const backend: unknown = tf.backend();
    if (!(backend instanceof OnnxruntimeBackend)) throw needsOnnxruntime();
    const { graph, batch } = graphOf(backend, trained);
    const bytes = encodeModel(graph, describe(trained));
    if (bytes.length > MAX_BYTES) throw tooLarge();
    const takes = batch === null ? 'batches of any size' : `one sample at a time`;
    return {
      files: [{ name: '', bytes }],
      notes: [`"input" takes raw inputs, ${takes}; "logits" are without softmax`],
    };
  },
};
