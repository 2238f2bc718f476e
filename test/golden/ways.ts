/** The ways in which tfjs code is run; each must agree with PyTorch. */
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import type { CompiledStep, Device, Step } from '../../engine/backends/device';
import { startDevice } from '../../engine/backends/devices';
import { eagerCompile } from '../../engine/backends/reference';

/** Makes a step runnable on the current device. */
export type Prepare = (step: Step) => CompiledStep;

export interface Way {
  name: string;
  /** Starts its device and makes it the current one. */
  start: () => Promise<Prepare>;
}

/** Starts that device and no other: the engine itself falls back to the reference where onnxruntime does not load. */
async function started(id: 'reference' | 'cpu'): Promise<Device> {
  const { device, notices } = await startDevice(id);
  if (device.id !== id) throw new Error(notices.join('; '));
  return device;
}

async function compiledOn(id: 'reference' | 'cpu'): Promise<Prepare> {
  const device = await started(id);
  return (step) => device.compile(step);
}

/** tfjs's own cpu backend, corrected: it checks the goldens themselves. */
const reference: Way = {
  name: 'tfjs cpu',
  start: () => compiledOn('reference'),
};

export const ways: Way[] = [
  reference,
  {
    name: 'onnxruntime, op by op',
    start: async () => {
      await started('cpu');
      return eagerCompile;
    },
  },
  {
    name: 'onnxruntime, compiled',
    start: () => compiledOn('cpu'),
  },
];
