/** Why TensorFlow, once loaded, computes on the CPU: it looks for a GPU by itself and says nothing that can be asked for. */
import { missingLibrary, remedyOf } from './libraries';

/** What TensorFlow 2.9 loads in order to use a GPU on Linux; one missing and it uses none. */
const GPU_LIBRARIES = [
  'libcuda.so.1',
  'libcudart.so.11.0',
  'libcublas.so.11',
  'libcublasLt.so.11',
  'libcufft.so.10',
  'libcurand.so.10',
  'libcusolver.so.11',
  'libcusparse.so.11',
  'libcudnn.so.8',
];

/** One clause: the cause and what would change it. */
export function whyNoGpu(
  platform: NodeJS.Platform = process.platform,
  visible = process.env.CUDA_VISIBLE_DEVICES,
): string {
  if (platform === 'darwin') return 'TensorFlow uses no GPU on macOS';
  if (visible === '' || visible === '-1') return `CUDA_VISIBLE_DEVICES="${visible}" hides every GPU`;
  const missing = platform === 'linux' ? GPU_LIBRARIES.find(isMissing) : undefined;
  if (missing) return `${missing} was not found: ${remedyOf(missing) ?? ''}`;
  return "it finds no GPU: it needs NVIDIA's, its driver, CUDA 11.2 and cuDNN 8.1";
}

/** Asks the dynamic loader as TensorFlow does; Node lets a library that is no addon go again. */
function isMissing(library: string): boolean {
  try {
    process.dlopen({ exports: {} }, library);
  } catch (error) {
    return error instanceof Error && missingLibrary(error.message) !== undefined;
  }
  return false;
}
