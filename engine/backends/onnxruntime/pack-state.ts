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
  const formulas = new Formulas();
  const order = (variable: V): number => nexts.get(variable)!.id;
  for (const variable of state.filter((each) => nexts.get(each)).sort((a, b) => order(a) - order(b))) {
    const next = nexts.get(variable)!;
    if (next.type !== 'float32' || sizeOf(next.shape) > MAX_PACKED_ELEMENTS) continue;
    const formula = formulas.of(next);
    byFormula.set(formula, [...(byFormula.get(formula) ?? []), variable]);
  }
  return [...byFormula.values()].filter((members) => members.length > 1);
}

/**
 * Names of formulas: how a value follows, element by element, from scalars and from values of its own size, whatever
 * these are. A formula of formulas is written with their names, so that shared parts are written once.
 */
class Formulas {
  readonly #names = new Map<string, string>();

  of(value: Value): string {
    const size = sizeOf(value.shape);
    const known = new Map<Value, string>();
    const pending = [value];
    for (let top = pending.at(-1); top; top = pending.at(-1)) {
      const operands = operandsOf(top, size);
      const missing = operands.filter((operand) => !known.has(operand));
      pending.push(...missing);
      if (missing.length) continue;
      const written = operands.map((operand) => known.get(operand)!);
      known.set(top, this.#write(top, size, written));
      pending.pop();
    }
    return known.get(value)!;
  }

  #write(value: Value, size: number, operands: readonly string[]): string {
    if (sizeOf(value.shape) !== size) return `#${value.id}`;
    if (!operands.length || value.origin.kind !== 'result') return 'x';
    const { op, attributes } = value.origin.node;
    if (op === 'Reshape') return operands[0]!;
    const text = `${op}${JSON.stringify(attributes)}(${operands.join()})`;
    const name = this.#names.get(text) ?? `f${this.#names.size}`;
    this.#names.set(text, name);
    return name;
  }
}

/** What a value of this size follows from element by element; nothing where its making is not looked into. */
function operandsOf({ shape, origin }: Value, size: number): readonly Value[] {
  if (origin.kind !== 'result' || sizeOf(shape) !== size) return [];
  const { op, inputs } = origin.node;
  if (op === 'Reshape') return [inputs[0]!];
  return ELEMENTWISE.has(op) ? (inputs as readonly Value[]) : [];
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
