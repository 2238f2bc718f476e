/** Whether a backend works here: it is started for real, because no list of files tells of a missing system library. */
import type { Device } from './device';
import { startDevice } from './devices';
import { unavailable, type Finding } from './examine-apart';
import { measureSpeed } from './speed';

/** Starts a backend in this process. */
export async function examine(backend: Device['id']): Promise<Finding> {
  try {
    const { device, notices } = await startDevice(backend);
    if (device.id !== backend) return unavailable(backend, notices.join('; '));
    return {
      backend,
      available: true,
      detail: device.title,
      whyNoMixedPrecision: device.whyNoMixedPrecision(),
      speed: await measureSpeed(device),
    };
  } catch (error) {
    return unavailable(backend, error instanceof Error ? error.message : String(error));
  }
}
