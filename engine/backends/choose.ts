/** What `auto` takes: the first GPU that multiplies matrices faster than the CPU does, if one is there; else the CPU. */
import { existsSync, readdirSync } from 'node:fs';
import type { Device } from './device';
import type { Finding } from './examine-apart';
import type { Provider } from './onnxruntime/providers';

/** In the order in which they are tried: NVIDIA's own library first, then what keeps the state on the GPU. */
const GPUS: readonly Provider['id'][] = ['cuda', 'webgpu', 'directml', 'coreml'];

/** What the choice follows from. */
export interface Contest {
  /** Backends that this platform's package of onnxruntime has. */
  supported: readonly Device['id'][];
  /** Starts a backend in a process of its own, since a driver that fails may end it. */
  examine: (backend: Device['id']) => Promise<Finding>;
  /** The CPU's, as a backend's finding has it. */
  cpuSpeed: () => Promise<number>;
}

/** Software that plays a GPU is slower than the CPU that it runs on, and so is never chosen. */
export async function fastestGpu({ supported, examine, cpuSpeed }: Contest): Promise<Provider['id'] | null> {
  let limit: number | undefined;
  for (const backend of GPUS.filter((id) => supported.includes(id))) {
    const { available, speed } = await examine(backend);
    if (available && speed !== null && speed > (limit ??= await cpuSpeed())) return backend;
  }
  return null;
}

/** Linux shows every GPU that has a driver as a file: DRM's, NVIDIA's, or Windows' in its subsystem for Linux. */
const GPU_FILE = /^(renderD\d+|nvidia\d+|dxg)$/;

/** Whether looking for a GPU can have a point: elsewhere than on Linux it may always. */
export const mayHaveGpu = (platform: NodeJS.Platform = process.platform): boolean =>
  platform !== 'linux' || ['/dev', '/dev/dri'].some((folder) => existsSync(folder) && hasGpuFile(folder));

const hasGpuFile = (folder: string): boolean => readdirSync(folder).some((name) => GPU_FILE.test(name));
