/** Conducts a sweep: some trials at once, each in a process of its own, until none is due; all is saved as it goes. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { trainApart, type Apart, type End } from '../process/train-apart';
import type { EngineEvent } from '../process/protocol';
import { listCheckpoints } from '../storage/checkpoints';
import { isLocked, lock } from '../storage/lock';
import { writeResults } from '../storage/sweep-folder';
import { isPassing } from './passing';
import type { Plan } from './plan';
import { Progress, type Pace } from './progress';
import { due } from './rungs';
import { bandsOf, standingsOf } from './standings';
import type { Results, Trial } from './trial';

export type SweepEvent =
  | {
      type: 'sweep';
      sweep: string;
      folder: string;
      trials: number;
      objective: string;
      parallel: number;
      threads: number;
    }
  /** A trial began, or ended what was asked of it. */
  | ({ type: 'trial' } & Trial)
  | ({ type: 'progress' } & Pace)
  /** What a trial's process says; the same is told once, by the first trial. */
  | { type: 'notice'; trial: number; message: string }
  | ({ type: 'done'; reason: 'finished' | 'stopped' } & Results);

/** A save takes less; and how often to look. */
const [SAVING_MS, LOOK_MS] = [10_000, 50];

const numberOf = (trial: number): string => String(trial).padStart(3, '0');

export class Conductor {
  private readonly trials: Trial[];
  private readonly running = new Map<number, Apart>();
  private readonly progress: Progress;
  private readonly notices = new Set<string>();
  private readonly start = performance.now();
  private isStopped = false;
  /** Of what a message led to; it is thrown where the sweep ends. */
  private failure: Error | undefined;

  constructor(
    private readonly plan: Plan,
    /** Whether a module of the user's own may run, if the specification names one. */
    private readonly trusted: boolean,
    private readonly emit: (event: SweepEvent) => void,
  ) {
    this.trials = plan.trials;
    this.progress = new Progress(plan, this.trials);
  }

  /** Every trial that trains saves and stops; no other begins. */
  stop(): void {
    this.isStopped = true;
    for (const process of this.running.values()) process.stop();
  }

  /** @throws Problem where another process conducts this sweep, or the disk refuses */
  async run(): Promise<Results> {
    const { folder, objective, parallel, threads } = this.plan;
    const release = lock(folder.path);
    try {
      this.save('running');
      const { name: sweep, path } = folder;
      this.emit({ type: 'sweep', sweep, folder: path, trials: this.trials.length, objective, parallel, threads });
      await this.trainAll();
      if (this.failure !== undefined) throw this.failure;
      return this.finish();
    } finally {
      release();
    }
  }

  private async trainAll(): Promise<void> {
    const ends = new Map<number, Promise<number>>();
    for (;;) {
      for (const trial of this.next(this.plan.parallel - ends.size)) {
        ends.set(trial.trial, this.train(trial));
      }
      if (ends.size === 0) return;
      try {
        ends.delete(await Promise.race(ends.values()));
      } catch (error) {
        this.stop();
        await Promise.allSettled(ends.values());
        throw error;
      }
    }
  }

  /** What may begin now. */
  private next(free: number): Trial[] {
    if (this.isStopped || free <= 0) return [];
    const { rungs, better } = this.plan;
    const waiting = due(rungs, this.trials, better)?.trials.filter(({ status }) => status !== 'running') ?? [];
    return waiting.slice(0, free);
  }

  /** Trains to the rung that is due. @returns the trial's number, once its process has ended */
  private async train(trial: Trial): Promise<number> {
    const { rungs, better, threads } = this.plan;
    const { rung } = due(rungs, this.trials, better)!;
    const until = rungs[rung]!.epochs;
    const before = trial.seconds;
    this.change(trial, { status: 'running', message: null });
    await this.released(trial);
    const apart = trainApart(this.request(trial, until), threads, (event) => {
      this.watch(trial, event, before);
    });
    this.running.set(trial.trial, apart);
    if (this.isStopped) apart.stop();
    const end = await apart.end;
    this.running.delete(trial.trial);
    this.progress.ended(trial);
    this.change(trial, this.outcome(trial, end, { rung, until, before }));
    return trial.trial;
  }

  /** The process of a sweep that was killed may still be saving this run. */
  private async released({ run }: Trial): Promise<void> {
    if (run === null) return;
    const path = join(this.plan.folder.runs, run);
    for (let waited = 0; isLocked(path) && waited < SAVING_MS; waited += LOOK_MS) await wait(LOOK_MS);
  }

  private request({ trial, run, settings, seed }: Trial, until: number | null): Parameters<typeof trainApart>[0] {
    const { folder, sweep } = this.plan;
    // One that was ended before its first checkpoint begins anew.
    const canGoOn = run !== null && listCheckpoints(join(folder.runs, run, 'checkpoints')).length > 0;
    return {
      type: 'train',
      source: folder.base,
      overrides: { ...settings, 'training.seed': seed, name: `${sweep.name}-${numberOf(trial)}` },
      runs: folder.runs,
      resume: canGoOn ? join(folder.runs, run) : null,
      ...(until !== null && { until }),
      sweep: folder.name,
      trusted: this.trusted,
    };
  }

  private watch(trial: Trial, event: EngineEvent, before: number): void {
    try {
      this.note(trial, event, before);
    } catch (error) {
      this.failure ??= error instanceof Error ? error : new Error(String(error));
      this.stop();
    }
  }

  private note(trial: Trial, event: EngineEvent, before: number): void {
    if (event.type === 'started') this.change(trial, { run: event.run });
    if (event.type === 'epoch')
      Object.assign(trial, { epochs: event.epoch, steps: event.step, seconds: before + event.seconds });
    if (event.type === 'notice' && !this.notices.has(event.message)) {
      this.notices.add(event.message);
      this.emit({ ...event, trial: trial.trial });
    }
    const pace = this.progress.watch(trial, event);
    if (pace) this.emit({ type: 'progress', ...pace });
  }

  /** What the end of a process makes of its trial. */
  private outcome(
    { scores }: Trial,
    end: End,
    { rung, until, before }: { rung: number; until: number | null; before: number },
  ): Partial<Trial> {
    if (end.type !== 'done') return this.loss(end);
    const { reason, epochs, steps, seconds, metrics } = end.event;
    const reached = { epochs, steps, seconds: before + seconds, metrics };
    const isOver = reason === 'finished' || (until !== null && epochs >= until);
    if (!isOver) return { ...reached, status: 'stopped' };
    const score = this.scoreOf(metrics);
    // A run that ended early is scored at the rungs that it went past, too.
    const all = Array.from({ length: rung + 1 }, (_, index) => (index < scores.length ? scores[index]! : score));
    return { ...reached, status: reason === 'finished' ? 'finished' : 'paused', scores: all };
  }

  /** Where all is being stopped, an end without a word is that stop. */
  private loss(end: Exclude<End, { type: 'done' }>): Partial<Trial> {
    const { message } = end;
    if (end.type === 'failed' && !isPassing(end.code)) return { status: 'failed', message };
    return this.isStopped ? { status: 'stopped' } : { status: 'crashed', message };
  }

  private scoreOf(metrics: NonNullable<Trial['metrics']>): number | null {
    const [part, measure] = this.plan.objective.split('.') as ['train' | 'validation', string];
    return metrics[part][measure] ?? null;
  }

  private change(trial: Trial, change: Partial<Trial>): void {
    const before = trial.status;
    Object.assign(trial, change);
    this.save('running');
    if (trial.status !== before) this.emit({ type: 'trial', ...trial });
  }

  private finish(): Results {
    const { rungs, better } = this.plan;
    const reason = due(rungs, this.trials, better) ? 'stopped' : 'finished';
    const results = this.save(reason, true);
    this.emit({ type: 'done', reason, ...results });
    return results;
  }

  private save(status: Results['status'], isEnd = false): Results {
    const { folder, objective, rungs, better, seconds } = this.plan;
    const standings = standingsOf(rungs, this.trials, better);
    const results: Results = {
      ...{ sweep: folder.name, status, objective, better },
      seconds: seconds + (performance.now() - this.start) / 1000,
      trials: this.trials,
      standings: isEnd ? standings.map((standing) => this.withBands(standing)) : standings,
    };
    writeResults(folder, results);
    return results;
  }

  private withBands(standing: Results['standings'][number]): Results['standings'][number] {
    const runs = this.trials.flatMap(({ configuration, run }) =>
      configuration === standing.configuration && run !== null ? [join(this.plan.folder.runs, run)] : [],
    );
    return runs.length > 1 ? { ...standing, bands: bandsOf(runs) } : standing;
  }
}
