import assert from 'node:assert/strict';
import { float16Bits } from '../../engine/backends/onnxruntime/float16';
import { Graph } from '../../engine/backends/onnxruntime/graph';
import { encodeModel } from '../../engine/backends/onnxruntime/onnx';
import { loadRuntime } from '../../engine/backends/onnxruntime/session';
import { round } from './rounding';

/** 11 bits with what comes behind them: nothing, little, exactly half, much. */
const significands = Array.from({ length: 1024 }, (_, i) => [0, 0.1, 0.5, 0.9].map((rest) => 1 + (i + rest) / 1024));
/** From what is rounded to 0 to what is rounded to infinity. */
const exponents = Array.from({ length: 45 }, (_, i) => i - 27);
const samples = Float32Array.from([
  ...[0, -0, 1e20, -1e38, Infinity, -Infinity, NaN],
  ...exponents.flatMap((exponent) => significands.flat().map((x, i) => (i % 3 ? x : -x) * 2 ** exponent)),
]);

/** Whether float16 has the number: a multiple of the distance of its neighbours. */
function isFloat16(x: number): boolean {
  const exponent = Math.max(-14, Math.floor(Math.log2(Math.abs(x))));
  return !Number.isFinite(x) || Number.isInteger(x / 2 ** (exponent - 10));
}

describe('rounding said in float32', () => {
  it("is float16's, with its smallest numbers and its infinities", async () => {
    const runtime = await loadRuntime();
    const shape = [samples.length];
    const graph = new Graph();
    graph.outputs.set('y', round(graph.input('x', { type: 'float32', shape })));
    const session = runtime.session(encodeModel(graph), ['y'], { threads: 1, optimize: true });
    const rounded = session.run({ x: runtime.tensor('float32', samples, shape) }).y!.data as Float32Array;
    session.dispose();
    // −0 for what is rounded to 0 from below is no matter.
    const bits = (x: number) => (x === 0 ? 0 : float16Bits(x) === 0x8000 ? 0 : float16Bits(x));
    const wrong = samples.findIndex((x, i) => !isFloat16(rounded[i]!) || bits(rounded[i]!) !== bits(x));
    assert.equal(wrong, -1, `${samples[wrong]} becomes ${rounded[wrong]}`);
  });
});
