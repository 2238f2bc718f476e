/** The largest tensors of a graph: what to look at where memory runs out. */
import type { ElementType, Graph } from './graph';
import { sizeOf } from './operators/shape';

const bytes: Record<ElementType, number> = { float32: 4, int32: 4, bool: 1, int64: 8, float16: 2, float64: 8 };

const MEGABYTE = 1e6;

/** As many as an error's line can name. */
const NAMED = 3;

/** "float32[64,32,28,28] (6.4 MB), …"; tensors of one form are named once. */
export function largestTensors(graph: Graph): string {
  const sizes = new Map(
    graph.reachable().map(({ type, shape }) => [`${type}[${shape.join()}]`, sizeOf(shape) * bytes[type]]),
  );
  return [...sizes]
    .sort(([, a], [, b]) => b - a)
    .slice(0, NAMED)
    .map(([form, size]) => `${form} (${(size / MEGABYTE).toFixed(1)} MB)`)
    .join(', ');
}
