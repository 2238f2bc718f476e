/** Computes a node of constants, by onnxruntime itself. */
import { Graph, type Elements, type Node, type Value } from './graph';
import { encodeModel } from './onnx';
import type { Runtime } from './session';

/** The elements of each result. */
export const evaluateWith =
  (runtime: Runtime) =>
  ({ op, inputs, attributes, results }: Node): Elements[] => {
    const graph = new Graph();
    const constants = inputs.map((value) => value && constantIn(graph, value));
    const names = graph.node(op, constants, attributes, results).map((value, i) => {
      graph.outputs.set(`y${i}`, value);
      return `y${i}`;
    });
    const session = runtime.session(encodeModel(graph), names, { threads: 1, optimize: false });
    const outputs = session.run({});
    session.dispose();
    return names.map((name) => outputs[name]!.data as Elements);
  };

function constantIn(graph: Graph, value: Value): Value {
  if (value.origin.kind !== 'constant') throw new TypeError('only what follows from constants can be evaluated');
  return graph.constant(value.origin.elements, value);
}
