/** Runs a case's graph: as it is written on the CPU, or rewritten. */
import { Graph } from '../../engine/backends/onnxruntime/graph';
import { machineOf } from '../../engine/backends/onnxruntime/machine';
import { encodeModel } from '../../engine/backends/onnxruntime/onnx';
import { optimize, type Pass } from '../../engine/backends/onnxruntime/passes/pass';
import { providers, type Provider } from '../../engine/backends/onnxruntime/providers';
import type { HostValues, Runtime, RuntimeTensor } from '../../engine/backends/onnxruntime/session';
import type { HostTensor } from '../../engine/backends/device';
import type { Case } from './cases';

/** The graph of a case, and what it is fed. */
export interface Written {
  graph: Graph;
  feeds: Record<string, RuntimeTensor>;
}

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

/** Fixed numbers without a pattern, of which no two are equal. */
const drawn: Record<keyof typeof arrays, (i: number) => number> = {
  float32: (i) => 3 * Math.sin(12.9898 * (i + 1)),
  int32: (i) => ((7 * i) % 11) - 5,
  bool: (i) => Number(Math.sin(12.9898 * (i + 1)) > 0),
};

export function write({ build }: Case, runtime: Runtime): Written {
  const graph = new Graph();
  const feeds: Written['feeds'] = {};
  let seed = 0;
  const y = build((type, shape, values) => {
    const name = `x${Object.keys(feeds).length}`;
    const size = shape.reduce((product, length) => product * length, 1);
    feeds[name] = runtime.tensor(
      type,
      arrays[type].from(values ?? Array.from({ length: size }, () => drawn[type](seed++))),
      shape,
    );
    return graph.input(name, { type, shape });
  });
  graph.outputs.set('y', y);
  return { graph, feeds };
}

/** y, computed on a provider alone after the passes. */
export function evaluate(
  runtime: Runtime,
  { graph, feeds }: Written,
  passes: readonly Pass[] = [],
  provider: Provider = providers.cpu,
): HostTensor {
  const better = optimize(graph, passes, machineOf(runtime, provider));
  const session = runtime.session(encodeModel(better), ['y'], {
    provider,
    threads: 1,
    optimize: false,
    alone: provider.resident,
  });
  const read = new Set(session.inputs);
  const { y } = session.run(Object.fromEntries(Object.entries(feeds).filter(([name]) => read.has(name))));
  session.dispose();
  return { shape: [...y!.dims], dtype: y!.type as HostTensor['dtype'], values: y!.data as HostValues };
}
