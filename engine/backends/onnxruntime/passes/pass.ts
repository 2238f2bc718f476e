/** A graph pass: a local rule that says the same computation in fewer or cheaper operators. */
import { Graph, type Elements, type Node, type Value } from '../graph';

/** What a rule may ask of the machine. */
export interface Machine {
  /** Channels that the processor's convolutions take together; 1 where it has none that take blocks. */
  readonly block: number;
  /** The elements of each result of a node whose inputs are constants. */
  readonly evaluate: (node: Node) => Elements[];
}

/** What a rule may know beside the node. */
export interface Context extends Machine {
  /** How many nodes and outputs read a value. */
  readonly uses: (value: Value) => number;
}

export interface Pass {
  readonly id: string;
  /** Waits until the others have nothing left to do: what it writes, they do not understand. */
  readonly late?: true;
  /** What to compute instead of the node, result by result; null leaves it. Its inputs have been rewritten already. */
  readonly rewrite: (node: Node, context: Context) => readonly Value[] | null;
}

/** Each round lets rules meet what others made; more than this many rounds means that two rules undo each other. */
const MAX_ROUNDS = 16;

/** The graph after all passes have nothing left to do. */
export function optimize(graph: Graph, passes: readonly Pass[], machine: Machine): Graph {
  const early = settle(
    graph,
    passes.filter(({ late }) => !late),
    machine,
  );
  return passes.some(({ late }) => late) ? settle(early, passes, machine) : early;
}

function settle(graph: Graph, passes: readonly Pass[], machine: Machine): Graph {
  let current = graph;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { result, changed } = rewriteOnce(current, passes, machine);
    current = result;
    if (!changed) break;
  }
  return current;
}

/** Copies what is reachable, in order, so that every rule sees inputs that are already rewritten. */
function rewriteOnce(graph: Graph, passes: readonly Pass[], machine: Machine): { result: Graph; changed: boolean } {
  const result = new Graph();
  const values = graph.reachable();
  const before = countUses(graph, values);
  const copies = new Map<Value, Value>();
  const uses = new Map<Value, number>();
  const context: Context = { ...machine, uses: (value) => uses.get(value) ?? 1 };
  let changed = false;

  /** The first rule that has something better to say. */
  const better = ({ origin }: Value): Value | null => {
    if (origin.kind !== 'result') return null;
    for (const { rewrite } of passes) {
      const found = rewrite(origin.node, context)?.[origin.index];
      if (found && found !== origin.node.results[origin.index]) return found;
    }
    return null;
  };
  const improve = (value: Value): Value => {
    let current = value;
    for (let count = 0; count < MAX_ROUNDS; count++) {
      const next = better(current);
      if (!next) break;
      changed = true;
      current = next;
    }
    return current;
  };
  const copy = (old: Value): Value => {
    const { origin } = old;
    if (origin.kind === 'input') return result.input(origin.name, old);
    if (origin.kind === 'constant') return result.constant(origin.elements, old);
    const inputs = origin.node.inputs.map((input) => input && copies.get(input)!);
    const results = result.node(origin.node.op, inputs, origin.node.attributes, origin.node.results);
    return improve(results[origin.index]!);
  };

  for (const value of values) {
    const now = copy(value);
    copies.set(value, now);
    uses.set(now, (uses.get(now) ?? 0) + (before.get(value) ?? 0));
  }
  for (const [name, value] of graph.outputs) result.outputs.set(name, copies.get(value)!);
  return { result, changed };
}

function countUses(graph: Graph, values: readonly Value[]): Map<Value, number> {
  const counts = new Map<Value, number>();
  const count = (value: Value | null): void => {
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  };
  const nodes = new Set(values.flatMap(({ origin }) => (origin.kind === 'result' ? [origin.node] : [])));
  for (const node of nodes) node.inputs.forEach(count);
  for (const value of graph.outputs.values()) count(value);
  return counts;
}
