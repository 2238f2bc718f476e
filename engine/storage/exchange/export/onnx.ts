/** The inference graph: raw inputs → logits, normalization and weights inside, standard operators only. */
import * as tf from '@tensorflow/tfjs-core';
import type { Step } from '../../../backends/device';
import { OnnxruntimeBackend } from '../../../backends/onnxruntime/backend';
import type { Graph } from '../../../backends/onnxruntime/graph';
import { encodeModel } from '../../../backends/onnxruntime/onnx';
import { portableGraph, type PortableStep } from '../../../backends/onnxruntime/portable/portable';
import { Random } from '../../../data/random';
import { Problem } from '../../../process/problem';
import { metadataOf, notesOf, textsOf } from './metadata';
import { inputTypeOf, isRaw, type Exporter, type Trained } from './trained';

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

/** Missing values of each channel, the last axis, become what they became in training. */
function filled(input: tf.Tensor, { signature: { filling } }: Trained): tf.Tensor {
  if (!filling) return input;
  const isMissing = tf.isNaN(input);
  // m·fill + (1 − m)·x, where 0·NaN is 0: a sum spreads the fills over any batch.
  const present = tf.where(isMissing, tf.zerosLike(input), input);
  return tf.add(present, tf.mul(tf.cast(isMissing, 'float32'), tf.tensor1d(filling)));
}

/** The evaluation of raw inputs. */
const stepOf =
  (trained: Trained): Step =>
  ({ input }) => {
    const { shift, scale } = trained.normalization;
    const raw = filled(input!, trained);
    const x = isRaw(trained) ? raw : tf.div(tf.sub(raw, tf.tensor1d(shift)), tf.tensor1d(scale));
    return { logits: trained.model.apply(x, { training: false }) as tf.Tensor };
  };

const weightsOf = ({ model, weights }: Trained): PortableStep['weights'] =>
  new Map(
    model.weights.map(({ name, originalName }) => [name, { name: originalName, tensor: weights.get(originalName)! }]),
  );

/** Of the values that are compared, this share is missing where any may be. */
const MISSING = 1 / 8;

/** Inputs of which the logits are compared: around the mean of the data, or the first token. */
function sampleOf(trained: Trained, batch: number): tf.Tensor {
  const { task, filling } = trained.signature;
  const shape = [batch, ...task.inputShape];
  if (inputTypeOf(trained) === 'int32') return tf.zeros(shape, 'int32');
  const { shift, scale } = trained.normalization;
  const random = new Random(0, 'export');
  const values = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, index) => {
    if (filling && random.uniform() < MISSING) return NaN;
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
      const given = backend.runtime.tensor(inputTypeOf(trained), values, input.shape);
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
  const [shape, dtype] = [trained.signature.task.inputShape, inputTypeOf(trained)];
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
    const bytes = encodeModel(graph, textsOf(metadataOf(trained, 'model')));
    if (bytes.length > MAX_BYTES) throw tooLarge();
    const takes = batch === null ? 'batches of any size' : `one sample at a time`;
    return {
      files: [{ name: '', bytes }],
      notes: [`"input" takes raw inputs, ${takes}; "logits" are without softmax`, ...notesOf(trained, 'model')],
    };
  },
};
