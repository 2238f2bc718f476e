/** The thread that makes training batches: one after the other, in the order in which they are asked for. */
import { parentPort, workerData } from 'node:worker_threads';
import { problemOf } from '../../process/problem';
import type { Batch } from '../batches';
import { reopen } from './description';
import { prepareBatch, type BatchRequest } from './prepare-batch';
import type { WorkerAnswer, WorkerSetup } from './worker-maker';

const { dataset: description, preparation } = workerData as WorkerSetup;
const dataset = reopen(description);
const port = parentPort!;

/** Their memory goes over to the training thread. */
function buffersOf({ inputs, targets, mixed }: Batch): ArrayBuffer[] {
  const tensors = mixed ? [inputs, targets, mixed.targets] : [inputs, targets];
  return tensors.map(({ values }) => values.buffer as ArrayBuffer);
}

async function answer(request: BatchRequest): Promise<void> {
  const { step } = request;
  try {
    const batch = await prepareBatch(dataset, request, preparation);
    port.postMessage({ step, batch } satisfies WorkerAnswer, buffersOf(batch));
  } catch (error) {
    const { code, message, kind } = problemOf(error);
    port.postMessage({ step, problem: { code, message, kind } } satisfies WorkerAnswer);
  }
}

let before = Promise.resolve();
port.on('message', (request: BatchRequest) => {
  before = before.then(() => answer(request));
});
