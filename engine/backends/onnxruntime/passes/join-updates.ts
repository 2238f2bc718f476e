/**
 * Vectors that are computed alike and then joined are joined first and computed once: [f(a), f(b)] = f([a, b]). What was
 * split and is joined again is what it was. So the packed state of small variables is updated as one vector.
 */
import { producer, type Node, type Value } from '../graph';
import { ELEMENTWISE } from '../operators/elementwise';
import { concat, reshape, sizeOf } from '../operators/shape';
import type { Pass } from './pass';

export const pass: Pass = {
  id: 'join-updates',
  rewrite(node) {
    if (node.op !== 'Concat' || node.results[0]!.shape.length !== 1) return null;
    const parts = (node.inputs as readonly Value[]).map((part) => producer(part, 'Reshape')?.inputs[0] ?? part);
    return wholeOf(parts) ?? joined(parts);
  },
};

/** What the parts are all of, in order. */
function wholeOf(parts: readonly Value[]): Value[] | null {
  const source = producer(parts[0], 'Split');
  const isWhole = source?.results.length === parts.length && parts.every((part, i) => part === source.results[i]);
  return isWhole ? [source.inputs[0]!] : null;
}

function joined(parts: readonly Value[]): Value[] | null {
  const nodes = parts.map(({ origin }) => (origin.kind === 'result' ? origin.node : null));
  const first = nodes[0];
  if (!first || !ELEMENTWISE.has(first.op) || !nodes.every((node) => alike(node, first))) return null;
  const columns = first.inputs.map((_, i) => nodes.map((node) => node!.inputs[i]!));
  // An operator on what all parts share has one result, which is not the parts joined.
  if (columns.every(isShared)) return null;
  const operands = columns.map((column) => joinedOperand(column, parts));
  if (operands.includes(null)) return null;
  const { graph, type } = parts[0]!;
  const shape = [parts.reduce((sum, part) => sum + sizeOf(part.shape), 0)];
  return [...graph.node(first.op, operands, first.attributes, [{ type, shape }])];
}

const alike = (node: Node | null, first: Node): boolean =>
  node?.op === first.op &&
  JSON.stringify(node.attributes) === JSON.stringify(first.attributes) &&
  node.inputs.every((input, i) => input!.type === first.inputs[i]!.type);

/** One scalar for all. */
const isShared = (operands: readonly Value[]): boolean =>
  sizeOf(operands[0]!.shape) === 1 && operands.every((operand) => operand === operands[0]);

/** One scalar for all, or as many elements as each part has; null where it is neither. */
function joinedOperand(operands: readonly Value[], parts: readonly Value[]): Value | null {
  if (isShared(operands)) return reshape(operands[0]!, []);
  if (operands.some((operand, i) => sizeOf(operand.shape) !== sizeOf(parts[i]!.shape))) return null;
  return concat(
    operands.map((operand) => reshape(operand, [sizeOf(operand.shape)])),
    0,
  );
}
