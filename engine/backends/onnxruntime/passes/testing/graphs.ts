/** What the tests of passes share: a graph of one output, what its operators are, and what it computes. */
import assert from 'node:assert/strict';
import { Graph, nodesOf, type Value } from '../../graph';
import { encodeModel } from '../../onnx';
import { sizeOf } from '../../operators/shape';
import type { Runtime } from '../../session';

/** Makes an input of float32. */
export type Input = (name: string, ...shape: number[]) => Value;

/** The graph whose output `y` is what `build` makes of its inputs. */
export function written(build: (input: Input) => Value): Graph {
  const graph = new Graph();
  graph.outputs.set(
    'y',
    build((name, ...shape) => graph.input(name, { type: 'float32', shape })),
  );
  return graph;
}

/** The operators that a graph needs, in order. */
export const operators = (graph: Graph): string[] => nodesOf(graph.reachable()).map(({ op }) => op);

/** The graph's output, from fixed numbers for every input. */
export function evaluate(runtime: Runtime, graph: Graph, { optimize = false } = {}): Float32Array {
  const session = runtime.session(encodeModel(graph), ['y'], { threads: 1, optimize });
  const feeds = graph.reachable().flatMap(({ origin, shape }) => {
    if (origin.kind !== 'input') return [];
    const values = Float32Array.from({ length: sizeOf(shape) }, (_, i) => Math.sin(i + origin.name.charCodeAt(0)));
    return [[origin.name, runtime.tensor('float32', values, shape)] as const];
  });
  const { y } = session.run(Object.fromEntries(feeds));
  session.dispose();
  return y!.data as Float32Array;
}

/** @param tolerance how far apart numbers may be, the same for all or by their value */
export function assertSame(
  actual: Float32Array,
  expected: Float32Array,
  tolerance: number | ((value: number) => number),
): void {
  assert.equal(actual.length, expected.length);
  const toleranceOf = typeof tolerance === 'number' ? () => tolerance : tolerance;
  actual.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]!) <= toleranceOf(value), `element ${i}: ${value} is not ${expected[i]}`);
  });
}
