/** Whether a provider computes in float16: it is asked to, since onnxruntime has no list that says so. */
import { reasonOf } from './runtime-errors';
import { Graph } from './graph';
import { encodeModel } from './onnx';
import { cast } from './operators/elementwise';
import { gemm } from './operators/product';
import type { Provider } from './providers';
import type { Runtime, Session } from './session';

/** Rows and columns of the diagonal matrix that is squared. */
const SIZE = 8;
/** Its square, 90,000, is beyond float16: loss scaling relies on an infinity in its place. */
const LARGE = 300;

/** What onnxruntime writes before a node's own reason: which node it was, the place in its source. */
const PLACE = /^.* Status Message: (\S+\.cc:\d+ \S+ )?/;

/** Why a provider gains nothing from mixed precision, or cannot compute in it; null where it can. */
export function whyNoMixedPrecision(runtime: Runtime, provider: Provider): string | null {
  return provider.id === 'cpu' ? 'it multiplies float16 no faster than float32' : whyNoFloat16(runtime, provider);
}

/** Exported for its test: here it is asked of providers that have no float16. */
export function whyNoFloat16(runtime: Runtime, provider: Provider): string | null {
  let session: Session | undefined;
  try {
    session = runtime.session(square(), ['y'], { provider, threads: 1, optimize: false, alone: provider.id !== 'cpu' });
    const x = runtime.tensor('float32', diagonal(), [SIZE, SIZE]);
    return whatIsWrong(session.run({ x }).y!.data as Float32Array);
  } catch (error) {
    return `its GPU or driver has no float16 (${reasonOf(error).replace(PLACE, '')})`;
  } finally {
    session?.dispose();
  }
}

/** LARGE, 1, 2, … on the diagonal: small integers are exact in float16. */
const diagonal = (): Float32Array =>
  Float32Array.from({ length: SIZE * SIZE }, (_, i) => (i % (SIZE + 1) ? 0 : i / (SIZE + 1) || LARGE));

function whatIsWrong([large, ...rest]: Float32Array): string | null {
  if (large !== Infinity) return `its float16 products do not overflow as they must (${LARGE}² is ${large})`;
  const wrong = rest.findIndex((value, i) => value !== (diagonal()[i + 1] ?? 0) ** 2);
  return wrong < 0
    ? null
    : `its float16 products are wrong (${rest[wrong]} where ${diagonal()[wrong + 1]! ** 2} is right)`;
}

function square(): Uint8Array {
  const graph = new Graph();
  const x = cast(graph.input('x', { type: 'float32', shape: [SIZE, SIZE] }), 'float16');
  graph.outputs.set('y', cast(gemm(x, x, false, false), 'float32'));
  return encodeModel(graph);
}
