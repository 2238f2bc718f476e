/** Which device a run gets: the one that was asked for, or the best one that starts. */
// A step differentiates itself: every device needs tfjs's gradient functions. They bring modules of their own, which
// share the engine only if it is there already: without the first line theirs would be used, and lack chained ops.
import '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { availableParallelism } from 'node:os';
import type { Specification } from '../training/specification/specification';
import { fastestGpu, mayHaveGpu } from './choose';
import { correctGradients } from './corrections';
import type { Device } from './device';
import { examineApart } from './examine-apart';
import { startOnnxruntime, supportedProviders } from './onnxruntime/device';
import { providers, type Provider } from './onnxruntime/providers';
import { startReference } from './reference';
import { measureSpeed } from './speed';
import { startTensorflow } from './tensorflow/device';

/** A started device, and what the user should know about the choice. */
export interface Started {
  device: Device;
  notices: string[];
}

/**
 * Starts a device and makes its tfjs backend the current one.
 * `auto` takes a GPU that is faster than the CPU; it and `cpu` fall back to the reference, with a notice, where
 * onnxruntime does not load.
 * @throws Error of one line where the device that was asked for cannot start.
 */
export async function startDevice(requested: Specification['backend']): Promise<Started> {
  correctGradients();
  return starters[requested]();
}

const starters: Record<Specification['backend'], () => Promise<Started>> = {
  auto: startBest,
  cpu: startCpu,
  webgpu: () => startProvider('webgpu'),
  cuda: () => startProvider('cuda'),
  directml: () => startProvider('directml'),
  coreml: () => startProvider('coreml'),
  tensorflow: async () => ({ device: await startTensorflow(), notices: [] }),
  reference: async () => ({ device: await startReference(), notices: [] }),
};

const startProvider = async (id: Provider['id']): Promise<Started> => ({
  device: await startOnnxruntime(threadCount(), providers[id]),
  notices: [],
});

/** A GPU that is faster than the CPU, looked for once in a process; see choose.ts. */
async function startBest(): Promise<Started> {
  const cpu = await startCpu();
  if (cpu.device.id !== 'cpu' || !mayHaveGpu()) return cpu;
  const supported = await supportedProviders();
  const cpuSpeed = (): Promise<number> => measureSpeed(cpu.device);
  const id = await (chosen ??= fastestGpu({ supported, examine: examineApart, cpuSpeed }));
  return id ? startProvider(id) : cpu;
}

let chosen: ReturnType<typeof fastestGpu> | undefined;

async function startCpu(): Promise<Started> {
  try {
    return { device: await startOnnxruntime(threadCount()), notices: [] };
  } catch (cause) {
    return { device: await startReference(), notices: [fallbackNotice(cause)] };
  }
}

const fallbackNotice = (cause: unknown): string =>
  `onnxruntime-node does not load (${firstLine(cause)}), so training uses the slow tfjs reference; ` +
  'reinstall it with `npm install onnxruntime-node`, or see `nabla doctor`';

const firstLine = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!.trim();

/** As many threads as the machine has cores, or as OMP_NUM_THREADS asks for, like other numeric programs. */
function threadCount(): number {
  const asked = Number(process.env.OMP_NUM_THREADS);
  return Number.isInteger(asked) && asked > 0 ? asked : availableParallelism();
}
