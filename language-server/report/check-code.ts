/** `nabla check` by itself, in either of its threads: the command, or what the second thread does. */
import { isMainThread, parentPort } from 'node:worker_threads';
import { loadGrammars } from '../syntax/grammars';
import { takeShare, type Shared } from './check-files';

export { command } from '../cli/check';

function waitForWork(): void {
  parentPort!.once('message', (shared: Shared) => {
    void takeShare(shared, 'last').then((share) => {
      parentPort!.postMessage(share);
    });
  });
  void loadGrammars(['python']);
}

if (!isMainThread) waitForWork();
