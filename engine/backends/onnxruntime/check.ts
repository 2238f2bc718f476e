/** Whether a provider really computes: a driver can be there and fail, or give wrong numbers. */
import { providerAbsent, providerFails, providerWrong } from './runtime-errors';
import { Graph } from './graph';
import { encodeModel } from './onnx';
import { gemm } from './operators/product';
import type { Provider } from './providers';
import type { Runtime, Session } from './session';

/** Rows and columns of the matrix that is multiplied: larger than a GPU's tile of 32, so that tiles must meet. */
const SIZE = 64;

/** @throws BackendError of one line where the provider is not in the package, does not start, or computes wrongly. */
export function checkProvider(runtime: Runtime, provider: Provider): void {
  if (!runtime.supported.includes(provider.name)) throw providerAbsent(provider, runtime.supported);
  const squared = compute(runtime, provider);
  const wrong = squared.findIndex((value, i) => value !== expected(i));
  if (wrong >= 0) throw providerWrong(provider, squared[wrong]!, expected(wrong));
}

/** x[i, j] = i for j = i and 1 for j = i + 1, so that x² has i² on its diagonal and i + (i + 1), 1 beside it. */
const element = (i: number): number => {
  const [row, column] = [Math.floor(i / SIZE), i % SIZE];
  return row === column ? row : Number(column === row + 1);
};

/** Small integers: exact in float32 in whatever order they are summed. */
function expected(i: number): number {
  const [row, column] = [Math.floor(i / SIZE), i % SIZE];
  return [row * row, row + column, 1][column - row] ?? 0;
}

function compute(runtime: Runtime, provider: Provider): Float32Array {
  let session: Session | undefined;
  try {
    session = runtime.session(square(), ['y'], { provider, threads: 1, optimize: false });
    const x = runtime.tensor(
      'float32',
      Float32Array.from({ length: SIZE * SIZE }, (_, i) => element(i)),
      [SIZE, SIZE],
    );
    return session.run({ x }).y!.data as Float32Array;
  } catch (cause) {
    throw providerFails(provider, cause);
  } finally {
    session?.dispose();
  }
}

function square(): Uint8Array {
  const graph = new Graph();
  const x = graph.input('x', { type: 'float32', shape: [SIZE, SIZE] });
  graph.outputs.set('y', gemm(x, x, false, false));
  return encodeModel(graph);
}
