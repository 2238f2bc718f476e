/** Opens a model in the best way that its provider takes. */
import type { Runtime, Session, SessionOptions } from './session';

type Way = Pick<SessionOptions, 'optimize' | 'alone'>;

/**
 * For a device that keeps the state, from the best way to the least demanding. Optimizing, onnxruntime may exchange axes
 * of values that WebGPU cannot transpose and leave that to the CPU: the copies there and back cost more than was gained.
 */
const WAYS: readonly Way[] = [
  { optimize: true, alone: true },
  { optimize: false, alone: true },
  { optimize: true, alone: false },
];

/** @throws BackendError with what is wrong in the last way, where the provider takes none. */
export function openSession(
  runtime: Runtime,
  model: Uint8Array,
  outputs: readonly string[],
  options: SessionOptions,
): Session {
  const open = ([way, ...others]: readonly Way[]): Session => {
    try {
      return runtime.session(model, outputs, { ...options, ...way! });
    } catch (error) {
      if (others.length === 0) throw error;
      return open(others);
    }
  };
  if (!options.provider?.resident) return runtime.session(model, outputs, options);
  return open(options.alone ? WAYS.filter(({ alone }) => alone) : WAYS);
}
