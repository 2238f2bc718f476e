/** The ways in which tfjs code is run; each must agree with PyTorch. */
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { CompiledStep, Step } from '../../engine/backends/device';
import { startDevice } from '../../engine/backends/devices';
import { eagerCompile } from '../../engine/backends/reference';
import { notLowered } from './not-lowered';

/** Makes a step runnable on the current device. */
export type Prepare = (step: Step) => CompiledStep;

export interface Way {
  name: string;
  /** Starts its device and makes it the current one. */
  start: () => Promise<Prepare>;
  /** Whether a kernel runs here as tfjs's cpu backend has it. */
  usesCpuKernel: (kernel: string) => boolean;
}

async function compiledOn(backend: 'reference' | 'cpu'): Promise<Prepare> {
  const { device } = await startDevice(backend);
  return (step) => device.compile(step);
}

/** tfjs's own cpu backend: it checks the goldens themselves. */
const reference: Way = {
  name: 'tfjs cpu',
  start: () => compiledOn('reference'),
  usesCpuKernel: () => true,
};

export const ways: Way[] = [
  reference,
  {
    name: 'onnxruntime, op by op',
    start: async () => {
      await startDevice('cpu');
      return eagerCompile;
    },
    usesCpuKernel: (kernel) => notLowered.includes(kernel),
  },
  {
    name: 'onnxruntime, compiled',
    start: () => compiledOn('cpu'),
    usesCpuKernel: () => false,
  },
];
