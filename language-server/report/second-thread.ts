import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Share, Shared } from './check-files';

/** The other thread of `nabla check`, which loads its code before it is known what there is to check. */
export class SecondThread {
  private readonly worker = startWorker();
  private readonly ended: Promise<Share>;

  constructor() {
    this.ended = new Promise((resolve) => {
      this.worker.once('exit', () => {
        resolve([]);
      });
    });
    // What kills it is told by its end alone.
    this.worker.once('error', () => undefined);
    // Until it has something to do, nothing waits for it.
    this.worker.unref();
  }

  /** What it has checked of the files; nothing where it dies. */
  share(shared: Shared): Promise<Share> {
    const done = new Promise<Share>((resolve) => {
      this.worker.once('message', resolve);
    });
    this.worker.ref();
    this.worker.postMessage(shared);
    return Promise.race([done, this.ended]);
  }

  end(): void {
    void this.worker.terminate();
  }
}

/** Lies beside what this file is bundled into, or is run from its source. */
function startWorker(): Worker {
  const bundled = join(__dirname, 'check-worker.js');
  if (existsSync(bundled)) return new Worker(bundled);
  return new Worker(join(__dirname, 'check-code.ts'), { execArgv: ['--require', 'tsx/cjs'] });
}
