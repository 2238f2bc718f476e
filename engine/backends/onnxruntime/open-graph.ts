/** From a traced graph to a session: optimized, or as it was kept when it was optimized before. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Precision } from '../device';
import type { Graph } from './graph';
import type { GraphCache } from './graph-cache';
import { largestTensors } from './largest';
import { machineOf } from './machine';
import { encodeModel } from './onnx';
import { openSession } from './open-session';
import { optimize, type Pass } from './passes/pass';
import { passes } from './passes/passes.generated';
import { pass as halfPrecision } from './passes/precision/half-precision';
import type { Provider } from './providers';
import type { Runtime, Session } from './session';

/** How to open; tests switch passes off. */
export interface OpenOptions {
  threads: number;
  provider: Provider;
  passes?: readonly Pass[];
  /** float32 where it is not said. */
  precision?: Precision;
  /** Whether small variables lie in vectors; they do where it is not said. */
  packed?: boolean;
  /** Refuses a graph of which the CPU would compute a part. */
  alone?: boolean;
  cache?: GraphCache | null;
}

/** Opens a graph whose outputs `resident` stay on the device, where it can keep them. */
export function openGraph(runtime: Runtime, graph: Graph, resident: readonly string[], options: OpenOptions): Session {
  const { cache, provider, precision = 'float32', passes: chosen = passesFor[precision] } = options;
  const machine = machineOf(runtime, provider);
  const names = [...graph.outputs.keys()];
  const largest = largestTensors(graph);
  const session = (model: Uint8Array, settings: { optimize: boolean; saveTo?: string | null }): Session =>
    openSession(runtime, model, names, { ...options, resident, largest, ...settings });
  const better = (): Uint8Array => encodeModel(optimize(optimize(graph, chosen, machine), provider.passes, machine));
  if (!cache) return session(better(), { optimize: true });

  const ids = [...chosen, ...provider.passes].map(({ id }) => id);
  const key = cache.key(encodeModel(graph), [runtime.version, provider.id, processor(), machine.block, ...ids]);
  const kept = cache.read(key);
  // What onnxruntime optimized for the CPU it need not optimize again; for other devices it cannot write it down.
  const whole = provider.id === 'cpu';
  if (kept) return session(kept, { optimize: !whole });
  return cache.keep(key, (path) => {
    const model = better();
    if (path && !whole) writeFileSync(path, model);
    return session(model, { optimize: true, saveTo: whole ? path : null });
  });
}

/** What convolutions are computed in is settled before they take channels in blocks. */
const passesFor: Record<Precision, readonly Pass[]> = { float32: passes, mixed: [halfPrecision, ...passes] };

/** What onnxruntime chose for one processor may not run on another. */
const processor = (): string => `${process.arch} ${cpus()[0]?.model ?? ''}`;
