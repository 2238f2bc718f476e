/**
 * Small variables that are updated by the same formula (biases, scales, their optimizer slots) lie side by side in one
 * vector, so that an update is one operator for all of them instead of one for each.
 */
import { copyGraph } from './copy-graph';
import { Graph, type Value } from './graph';
import { ELEMENTWISE } from './operators/elementwise';
import { concat, reshape, sizeOf, split } from './operators/shape';

/** Beyond this many elements, copying a variable into the vector and out costs more than the operators it saves. */
const MAX_PACKED_ELEMENTS = 16_384;

/** A variable of the state: the graph's input that reads it and the output that is its next value. */
export interface StateVariable {
  readonly input: string;
  readonly output: string;
}

/** Variables in one vector, which is itself an input and an output of the graph. */
export interface Pack<V extends StateVariable> extends StateVariable {
  readonly members: readonly V[];
}

/** The graph with its small state packed. */
export function packState<V extends StateVariable>(
  graph: Graph,
  state: readonly V[],
): { graph: Graph; packs: Pack<V>[] } {
  const packs = [...groups(graph, state)].map((members, i) => ({
    input: `state pack ${i}`,
    output: `next pack ${i}`,
    members,
  }));
  return { graph: packs.length ? withPacks(graph, packs) : graph, packs };
}

/** Variables by the formula of their update, each group in the order in which the updates were written. */
function groups<V extends StateVariable>(graph: Graph, state: readonly V[]): V[][] {
  const nexts = new Map(state.map((variable) => [variable, graph.outputs.get(variable.output)] as const));
  const byFormula = new Map<string, V[]>();
  const order = (variable: V): number => nexts.get(variable)!.id;
  for (const variable of state.filter((each) => nexts.get(each)).sort((a, b) => order(a) - order(b))) {
    const next = nexts.get(variable)!;
    if (next.type !== 'float32' || sizeOf(next.shape) > MAX_PACKED_ELEMENTS) continue;
    const formula = formulaOf(next);
    byFormula.set(formula, [...(byFormula.get(formula) ?? []), variable]);
  }
  return [...byFormula.values()].filter((members) => members.length > 1);
}

/** How a value follows, element by element, from scalars and from values of its own size, whatever these are. */
function formulaOf(value: Value, size = sizeOf(value.shape)): string {
  if (value.origin.kind !== 'result') return sizeOf(value.shape) === 1 && size > 1 ? `#${value.id}` : 'x';
  const { op, inputs, attributes } = value.origin.node;
  if (sizeOf(value.shape) !== size) return `#${value.id}`;
  if (op === 'Reshape') return formulaOf(inputs[0]!, size);
  if (!ELEMENTWISE.has(op)) return 'x';
  return `${op}${JSON.stringify(attributes)}(${inputs.map((input) => formulaOf(input!, size)).join()})`;
}

function withPacks(graph: Graph, packs: readonly Pack<StateVariable>[]): Graph {
  const result = new Graph();
  const parts = partsOf(result, graph, packs);
  const copies = copyGraph(graph, result, (name, value) => parts.get(name) ?? result.input(name, value));
  const packed = new Set(packs.flatMap(({ members }) => members.map(({ output }) => output)));
  for (const [name, value] of graph.outputs) if (!packed.has(name)) result.outputs.set(name, copies.get(value)!);
  for (const { output, members } of packs) {
    const nexts = members.map((member) => flat(copies.get(graph.outputs.get(member.output)!)!));
    result.outputs.set(output, concat(nexts, 0));
  }
  return result;
}

const flat = (value: Value): Value => reshape(value, [sizeOf(value.shape)]);

/** What stands for each member's input: its part of the vector, in its own shape. */
function partsOf(result: Graph, graph: Graph, packs: readonly Pack<StateVariable>[]): Map<string, Value> {
  const parts = new Map<string, Value>();
  for (const { input, members } of packs) {
    const shapes = members.map(({ output }) => graph.outputs.get(output)!.shape);
    const sizes = shapes.map(sizeOf);
    const vector = result.input(input, { type: 'float32', shape: [sizes.reduce((sum, size) => sum + size, 0)] });
    split(vector, sizes).forEach((part, i) => parts.set(members[i]!.input, reshape(part, shapes[i]!)));
  }
  return parts;
}
