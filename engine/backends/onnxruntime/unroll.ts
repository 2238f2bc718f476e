/** Several steps as one graph: the state that a step reads is what the step before it left. */
import { copyGraph } from './copy-graph';
import { Graph, type Value } from './graph';
import type { StateVariable } from './pack-state';

/** The name of an input or a result in one of several steps. */
export const ofStep = (name: string, step: number, count: number): string => (count === 1 ? name : `${name} @${step}`);

/** `count` steps in a row; inputs and results that are no state have a name for each. */
export function unroll(graph: Graph, state: readonly StateVariable[], count: number): Graph {
  if (count === 1) return graph;
  const unrolled = new Graph();
  const held = new Map<string, Value>();
  const isState = new Set(state.map(({ input }) => input));
  const isNext = new Set(state.map(({ output }) => output));
  for (let step = 0; step < count; step++) {
    const copies = copyGraph(graph, unrolled, (name, value) => {
      if (!isState.has(name)) return unrolled.input(ofStep(name, step, count), value);
      const current = held.get(name) ?? unrolled.input(name, value);
      held.set(name, current);
      return current;
    });
    for (const [name, value] of graph.outputs) {
      unrolled.outputs.set(isNext.has(name) ? name : ofStep(name, step, count), copies.get(value)!);
    }
    for (const { input, output } of state) {
      const next = graph.outputs.get(output);
      if (next) held.set(input, copies.get(next)!);
    }
  }
  return unrolled;
}
