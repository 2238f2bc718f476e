/** What is known while a step is traced: values that neither its inputs nor its state reach. */
import type { Value } from './graph';
import { encodeModel } from './onnx';
import { providers } from './providers';
import type { Runtime, RuntimeTensor } from './session';

/** Whether nothing that a value is computed from is an input of the graph. */
function isConstant(value: Value): boolean {
  const seen = new Set<number>();
  const pending = [value];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    if (next.origin.kind === 'input') return false;
    if (next.origin.kind === 'result') pending.push(...next.origin.node.inputs.filter((input) => input !== null));
  }
  return true;
}

/** Computes a value on the spot; null where it depends on an input. */
export function evaluate(runtime: Runtime, value: Value): RuntimeTensor | null {
  if (!isConstant(value)) return null;
  const session = runtime.session(modelOf(value), ['y'], { provider: providers.cpu, threads: 1, optimize: false });
  try {
    return session.run({}).y!;
  } finally {
    session.dispose();
  }
}

/** A model that computes one value of a graph. */
function modelOf(value: Value): Uint8Array {
  const { outputs } = value.graph;
  const others = [...outputs];
  outputs.clear();
  outputs.set('y', value);
  try {
    return encodeModel(value.graph);
  } finally {
    outputs.clear();
    for (const [name, output] of others) outputs.set(name, output);
  }
}
