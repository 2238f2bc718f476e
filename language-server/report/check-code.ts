/** The second thread of `nabla check`. */
import { parentPort, workerData } from 'node:worker_threads';
import { takeShare, type Shared } from './check-files';

void takeShare(workerData as Shared, 'last').then((share) => {
  parentPort!.postMessage(share);
});
