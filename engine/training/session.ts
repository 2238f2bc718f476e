/** From a request to a finished run: what `nabla train` and the engine's process both call. */
import { startDevice, type Started } from '../backends/devices';
import type { Device } from '../backends/device';
import { Problem } from '../process/problem';
import { lock } from '../storage/lock';
import { createRunFolder, openRunFolder, type RunFolder } from '../storage/run-folder';
import { planAnew, planToResume, type Plan, type TrainRequest } from './plan';
import { Ready } from './ready';
import { Run } from './run';
import type { SessionHost } from './session-host';
import type { Specification } from './specification/specification';

const unusableDevice = (error: unknown) =>
  new Problem('device-unavailable', error instanceof Error ? error.message : String(error));

const noMixedPrecision = ({ title }: Device, why: string) =>
  new Problem(
    'precision-unavailable',
    `training.precision cannot be "mixed" on ${title}: ${why}; set it to "float32", or choose a backend for which \`nabla doctor\` says "mixed precision"`,
  );

/** @throws Problem where the device does not start, or has not the precision */
export async function startFor({ backend, training }: Specification): Promise<Started> {
  const started = await startDevice(backend).catch((error: unknown) => {
    throw unusableDevice(error);
  });
  const why = training.precision === 'mixed' ? started.device.whyNoMixedPrecision() : null;
  if (why !== null) throw noMixedPrecision(started.device, why);
  return started;
}

/**
 * Trains as asked. Nothing is written before the request, the data and the model were found to be right.
 * @throws Problem of kind "input" if the request cannot be met, of kind "run" if the run failed
 */
export async function train(request: TrainRequest, host: SessionHost): Promise<void> {
  if (request.until !== undefined) host.control.stopAfter(request.until);
  if (request.resume === null) return trainAnew(request, host);
  const folder = openRunFolder(request.runs, request.resume);
  // Before its checkpoints are read: who writes them has come to an end by then.
  await locked(folder, async () => trainInside(folder, await planToResume(folder, request), host));
}

async function trainAnew(request: TrainRequest, host: SessionHost): Promise<void> {
  const { specification, ...rest } = await planAnew(request);
  await withNetwork({ specification, ...rest }, async (started) => {
    started.begin();
    const folder = createRunFolder(request.runs, specification.name, specification);
    await locked(folder, () => new Run(folder, { specification, ...rest }, started, host).train());
  });
}

const trainInside = (folder: RunFolder, plan: Plan, host: SessionHost): Promise<void> =>
  withNetwork(plan, (started) => new Run(folder, plan, started, host).train());

async function locked(folder: RunFolder, body: () => Promise<void>): Promise<void> {
  const release = lock(folder.path);
  try {
    await body();
  } finally {
    release();
  }
}

async function withNetwork(plan: Plan, body: (started: Ready) => Promise<void>): Promise<void> {
  const { device, notices } = await startFor(plan.specification);
  const ready = new Ready(plan, device, notices);
  try {
    await body(ready);
  } finally {
    ready.dispose();
  }
}
