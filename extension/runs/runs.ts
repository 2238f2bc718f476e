import { basename } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { EngineRequest } from '../../engine/process/protocol';
import { CrashLimit } from '../processes/crash-limit';
import type { EngineProcess } from '../processes/engine';
import { listRuns } from './history';
import { EventLog } from './log';
import { RunModel } from './model';
import { Run } from './run';
import { Signal } from './signal';

type TrainRequest = Extract<EngineRequest, { type: 'train' }>;

const CRASHES_TOO_OFTEN =
  'The engine crashed five times within three minutes and is not started again for now; see the log, or try "backend": "cpu".';

/** The runs that this window trains or looks at: one engine process for each that trains. */
export class Runs {
  /** A run has changed: its points, its status, its message. */
  readonly changed = new Signal<Run>();
  readonly crashed = new Signal<Run>();
  readonly held = new Signal<Run>();
  readonly #crashLimit = new CrashLimit();
  readonly #known: Run[] = [];

  constructor(private readonly launch: () => EngineProcess) {}

  /** Those that train now, the latest last. */
  get live(): Run[] {
    return this.#known.filter((run) => run.isLive);
  }

  /** The one that was started, resumed or opened last. */
  get current(): Run | undefined {
    return this.#known.at(-1);
  }

  /** The run of that name, if this window knows it. */
  find(name: string): Run | undefined {
    return this.#known.find(({ folder }) => folder !== undefined && basename(folder) === name);
  }

  /** Starts a new run. */
  start(title: string, request: Omit<TrainRequest, 'type' | 'resume'>): Run {
    const run = this.#add(new Run(new RunModel(title), undefined));
    this.#train(run, { type: 'train', resume: null, ...request });
    return run;
  }

  /** Goes on with a run of a trusted workspace from its last checkpoint; of one that is live, ends the pause. */
  resume(run: Run, runs: string): void {
    if (run.isLive) run.goOn();
    if (run.isLive || run.folder === undefined) return;
    this.#train(run, { type: 'train', source: run.folder, overrides: {}, runs, resume: run.folder, trusted: true });
  }

  /** The run of that name in a folder of runs, rebuilt from its log unless it is known; undefined if there is none. */
  async open(runs: string, name: string): Promise<Run | undefined> {
    const known = this.find(name);
    if (known) return this.#add(known);
    const past = (await listRuns(runs)).find((run) => run.name === name);
    if (!past) return undefined;
    const run = new Run(new RunModel(past.summary.title), past.folder);
    await run.follow(new EventLog(past.folder));
    return this.#add(run);
  }

  /** Forgets a run that is no longer on disk. */
  forget(run: Run): void {
    this.#known.splice(0, this.#known.length, ...this.#known.filter((known) => known !== run));
    this.changed.fire(run);
  }

  /** Lets every process save and exit. */
  dispose(): void {
    for (const run of this.#known) run.dispose();
  }

  #train(run: Run, request: TrainRequest): void {
    if (this.#crashLimit.isReached(performance.now())) {
      run.model.end('failed', CRASHES_TOO_OFTEN);
      this.changed.fire(run);
      return;
    }
    run.train(this.launch(), request);
  }

  #add(run: Run): Run {
    const index = this.#known.indexOf(run);
    if (index >= 0) this.#known.splice(index, 1);
    else this.#listen(run);
    this.#known.push(run);
    return run;
  }

  #listen(run: Run): void {
    run.changed.on(() => {
      this.changed.fire(run);
    });
    run.held.on(() => {
      this.held.fire(run);
    });
    run.crashed.on(() => {
      this.#crashLimit.crashed(performance.now());
      this.crashed.fire(run);
    });
  }
}
