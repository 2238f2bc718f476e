/** How many channels the processor's blocked convolutions take together: 16 with AVX-512, 8 with AVX, 1 without any. */
import { Graph } from './graph';
import { encodeModel } from './onnx';
import { toBlocks } from './operators/blocked';
import type { Runtime } from './session';

/** Enough channels for the widest block, and a second pixel that stands behind the first one's block. */
const SHAPE = [1, 16, 1, 2] as const;
const SECOND_PIXEL = 1;

const known = new WeakMap<Runtime, number>();

/** Asks onnxruntime once: in blocks of b, the second pixel's first channel comes behind b channels of the first. */
export function channelBlock(runtime: Runtime): number {
  const block = known.get(runtime) ?? probe(runtime);
  known.set(runtime, block);
  return block;
}

function probe(runtime: Runtime): number {
  const graph = new Graph();
  graph.outputs.set('y', toBlocks(graph.input('x', { type: 'float32', shape: SHAPE })));
  const values = Float32Array.from({ length: 32 }, (_, i) => i);
  try {
    const session = runtime.session(encodeModel(graph), ['y'], { threads: 1, optimize: false });
    const blocks = session.run({ x: runtime.tensor('float32', values, SHAPE) }).y!.data as Float32Array;
    session.dispose();
    return blocks.indexOf(SECOND_PIXEL);
  } catch {
    // onnxruntime has the operator only where the processor has blocks.
    return 1;
  }
}
