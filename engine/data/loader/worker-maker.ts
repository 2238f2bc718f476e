/** Batches made by threads of their own, ahead of the training. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Problem, problemOf } from '../../process/problem';
import type { Batch } from '../batches';
import type { Dataset } from '../samples';
import type { Description } from './description';
import type { BatchMaker } from './maker';
import type { BatchRequest, Preparation } from './prepare-batch';

/** What a worker is started with. */
export interface WorkerSetup {
  dataset: Description;
  preparation: Preparation;
}

/** What it answers to a BatchRequest. */
export type WorkerAnswer = { step: number } & (
  { batch: Batch } | { problem: Pick<Problem, 'code' | 'message' | 'kind'> }
);

/** Two batches keep a worker busy while one is trained on; more than eight only take memory. */
const [LEAST_AHEAD, MOST_AHEAD] = [2, 8];

/** Of all batches that wait: little beside what a training step takes. One that is larger alone waits alone. */
const WAITING_BYTES = 64 * 2 ** 20;

/** How many batches of so many numbers are made ahead. */
function aheadOf(numbers: number): number {
  const fitting = Math.floor(WAITING_BYTES / (numbers * Float32Array.BYTES_PER_ELEMENT));
  return fitting < 1 ? 1 : Math.min(MOST_AHEAD, Math.max(LEAST_AHEAD, fitting));
}

/** Decoding images takes a thread each; one is left to the training, and more than four would starve it of memory. */
const MOST_WORKERS = 4;

const ended = (how: string): Problem =>
  new Problem('data-worker', `the thread that prepares batches ${how}; resume the run from its last checkpoint`, 'run');

/** Lies beside what this file is bundled into, or is run from its source. */
function startWorker(workerData: WorkerSetup): Worker {
  const bundled = join(__dirname, 'data-worker.js');
  if (existsSync(bundled)) return new Worker(bundled, { workerData });
  return new Worker(join(__dirname, 'data-worker.ts'), { workerData, execArgv: ['--require', 'tsx/cjs'] });
}

interface Waiting {
  resolve: (batch: Batch) => void;
  reject: (problem: Problem) => void;
}

export class WorkerMaker implements BatchMaker {
  readonly ahead: number;
  private readonly count: number;
  private readonly setup: WorkerSetup;
  private workers: readonly Worker[] = [];
  private readonly waiting = new Map<number, Waiting>();
  /** Why no more batches come. */
  private end: Problem | undefined;

  /** @param numbers of one batch's inputs */
  constructor(
    /** Held for as long as the threads read: its files are closed when it is forgotten. */
    private readonly dataset: Dataset,
    preparation: Preparation,
    numbers: number,
  ) {
    this.setup = { dataset: dataset.describe(), preparation };
    this.ahead = aheadOf(numbers);
    const spare = Math.max(1, Math.min(MOST_WORKERS, availableParallelism() - 1));
    this.count = this.dataset.isOnDisk ? spare : 1;
  }

  make(request: BatchRequest): Promise<Batch> {
    return new Promise((resolve, reject) => {
      if (this.end) {
        reject(this.end);
        return;
      }
      this.waiting.set(request.step, { resolve, reject });
      if (this.workers.length === 0) this.workers = Array.from({ length: this.count }, () => this.start());
      this.workers[request.step % this.count]!.postMessage(request);
    });
  }

  async close(): Promise<void> {
    this.finish(ended('was closed'));
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private start(): Worker {
    return startWorker(this.setup)
      .on('message', (answer: WorkerAnswer) => {
        this.accept(answer);
      })
      .on('error', (error) => {
        const { code, message } = problemOf(error);
        this.finish(code === 'out-of-memory' ? new Problem(code, message, 'run') : ended(`failed (${error.message})`));
      })
      .on('exit', (code) => {
        this.finish(ended(`ended with exit code ${code}`));
      });
  }

  private accept(answer: WorkerAnswer): void {
    const waiting = this.waiting.get(answer.step);
    this.waiting.delete(answer.step);
    if ('batch' in answer) waiting?.resolve(answer.batch);
    else waiting?.reject(new Problem(answer.problem.code, answer.problem.message, answer.problem.kind));
  }

  /** The first reason stands: a worker that fails exits after. */
  private finish(problem: Problem): void {
    this.end ??= problem;
    for (const { reject } of this.waiting.values()) reject(this.end);
    this.waiting.clear();
  }
}
