/** From a request to a finished run: what `nabla train` and the engine's process both call. */
import { startDevice, type Started } from '../backends/devices';
import type { Device } from '../backends/device';
import { causeOf, Problem, problemOf } from '../process/problem';
import type { EngineEvent, EngineRequest } from '../process/protocol';
import { unwritable } from '../storage/append';
import type { Checkpoint } from '../storage/checkpoint';
import { bestCheckpoint, keepCheckpoint, latestCheckpoint, type Latest, type Retention } from '../storage/checkpoints';
import { Journal } from '../storage/journal';
import { refuseImported } from '../storage/import/imported';
import { lock } from '../storage/lock';
import { appendLog } from '../storage/log';
import {
  createRunFolder,
  openRunFolder,
  readJson,
  readSpecification,
  writeJson,
  type RunFolder,
} from '../storage/run-folder';
import type { Control } from './control';
import { keepSignature } from './kept-signature';
import { loadModel } from './load-model';
import { TrainingLoop, type LoopResult } from './loop';
import { Network } from './network';
import { completed, prepare, type PreparedData } from './prepare';
import { architectureOf, decodeSpecification, resolve } from './resolve';
import type { Specification } from './specification/specification';
import { decodeSummary, type Summary } from './summary';

export type TrainRequest = Omit<Extract<EngineRequest, { type: 'train' }>, 'type'>;

/** What a run needs from whoever asked for it. */
export interface SessionHost {
  emit(event: EngineEvent): void;
  /** What is asked of the run while it trains. */
  control: Control;
  /** Whether someone watches who can free space and end a pause: what the disk refuses then pauses the run. */
  attended?: boolean;
}

/** A run before its folder exists: everything that can be wrong with a request has been found by now. */
interface Plan {
  specification: Specification;
  /** The folder and checkpoint to go on with; null for a new run. */
  resumed: { folder: RunFolder; latest: Latest } | null;
  data: PreparedData;
  /** Of which it is a trial. */
  sweep: string | null;
}

const otherData = (folder: RunFolder, path: string | null) =>
  new Problem(
    'data-changed',
    `${path ?? 'the generated data'} is not what run ${folder.name} was trained on; restore it, or start a new run`,
  );

const unusableDevice = (error: unknown) =>
  new Problem('device-unavailable', error instanceof Error ? error.message : String(error));

async function plan({ source, overrides, runs, resume, sweep, trusted = false }: TrainRequest): Promise<Plan> {
  if (resume === null) {
    const specification = resolve(source, overrides);
    await loadModel(specification, trusted);
    const data = await prepare(specification);
    return { specification: completed(specification, data), resumed: null, data, sweep: sweep ?? null };
  }
  const folder = openRunFolder(runs, resume);
  const stored = readSpecification(folder);
  refuseImported(stored, folder);
  const specification = decodeSpecification(stored, `${folder.path}/spec.json`);
  await loadModel(specification, trusted);
  const latest = latestCheckpoint(folder.checkpoints);
  const data = await prepare(specification);
  if (data.fingerprint !== latest.checkpoint.data) throw otherData(folder, specification.data.path);
  return { specification, resumed: { folder, latest }, data, sweep: sweep ?? sweepOf(folder) };
}

const sweepOf = (folder: RunFolder): string | null => decodeSummary(readJson(folder, 'summary.json'))?.sweep ?? null;

/** A run with its folder locked, its log open and its network built. */
class Run {
  private readonly journal: Journal;
  private readonly summary: Summary;

  constructor(
    private readonly folder: RunFolder,
    private readonly plan: Plan,
    private readonly network: Network,
    private readonly device: Device,
    private readonly host: SessionHost,
  ) {
    this.journal = new Journal(folder.path);
    this.summary = {
      run: folder.name,
      title: architectureOf(plan.specification).title,
      device: device.title,
      status: 'running',
      parameters: network.parameters,
      epochs: 0,
      steps: 0,
      seconds: 0,
      metrics: { train: {}, validation: {}, test: {} },
      message: null,
      sweep: plan.sweep,
    };
  }

  /** Trains to the end; what goes wrong is written into the folder before it is thrown on. */
  async train(notices: string[]): Promise<void> {
    try {
      this.start(notices);
      const loop = this.createLoop();
      this.emit(this.startedEvent(loop));
      const result = await loop.run();
      this.finish(result);
    } catch (error) {
      this.fail(error);
      throw error;
    } finally {
      this.journal.close();
    }
  }

  private start(notices: string[]): void {
    this.writeSummary({});
    keepSignature(this.folder, this.plan.data.signature);
    for (const message of notices) this.emit({ type: 'notice', message });
    for (const { message } of this.plan.resumed?.latest.damaged ?? []) this.emit({ type: 'notice', message });
  }

  private createLoop(): TrainingLoop {
    const { specification, data, resumed } = this.plan;
    const { host, folder } = this;
    const loop = new TrainingLoop(specification, data, this.network, {
      emit: (event) => {
        this.emit(event);
      },
      control: host.control,
      save: (checkpoint) => this.save(checkpoint),
      best: () => bestCheckpoint(folder.checkpoints),
    });
    if (resumed) loop.restore(resumed.latest.checkpoint, folder.checkpoints);
    return loop;
  }

  /** @returns whether it is committed; if not, the run is paused until someone has seen to it */
  private save(checkpoint: Checkpoint): boolean {
    const { checkpoints, path } = this.folder;
    let saved: string;
    try {
      saved = keepCheckpoint(checkpoints, checkpoint, retentionOf(this.plan.specification));
    } catch (error) {
      this.pauseFor(unsaved(path, error));
      return false;
    }
    this.emit({ type: 'checkpoint', step: checkpoint.step, path: saved });
    return true;
  }

  private startedEvent({ stepsPerEpoch }: TrainingLoop): EngineEvent {
    const { specification, resumed } = this.plan;
    return {
      type: 'started',
      run: this.folder.name,
      folder: this.folder.path,
      title: `${specification.name}: ${this.summary.title.toLowerCase()}`,
      device: this.device.title,
      epochs: specification.training.epochs,
      stepsPerEpoch,
      parameters: this.network.parameters,
      step: resumed?.latest.checkpoint.step ?? 0,
    };
  }

  private finish({ reason, ...result }: LoopResult): void {
    this.writeSummary({ status: reason, ...result });
    this.emit({ type: 'done', run: this.folder.name, reason, ...result });
    this.journal.flush();
  }

  private fail(error: unknown): void {
    const { code, message } = problemOf(error);
    try {
      appendLog(this.folder.path, error instanceof Error ? (error.stack ?? message) : message);
      this.journal.append({ type: 'error', code, message });
      this.writeSummary({ status: 'failed', message });
    } catch (second) {
      // The disk that fails the run fails its obituary too: the first cause is what the user must see.
      if (!(error instanceof Problem)) throw new AggregateError([error, second], message, { cause: second });
    }
  }

  private writeSummary(change: Partial<Summary>): void {
    Object.assign(this.summary, change);
    try {
      writeJson(this.folder, 'summary.json', this.summary);
    } catch (error) {
      throw unwritable(`${this.folder.path}/summary.json`, error);
    }
  }

  private emit(event: EngineEvent): void {
    try {
      this.journal.append(event);
    } catch (error) {
      this.pauseFor(error);
    }
    this.host.emit(event);
  }

  /**
   * What the disk refuses pauses a run that someone can resume once there is room, before its next step.
   * @throws the error where nobody can, or where the run is to stop
   */
  private pauseFor(error: unknown): void {
    const { attended = false, control } = this.host;
    if (!attended || control.isStopped) throw error;
    if (control.paused) return;
    control.pause();
    this.host.emit({ type: 'notice', message: problemOf(error).message });
  }
}

/** What early stopping goes back to is kept in any case. */
const retentionOf = ({ training: { checkpoints, earlyStopping } }: Specification): Retention => ({
  keep: checkpoints.keep,
  best: checkpoints.best || (earlyStopping?.restoreBest ?? false),
});

const unsaved = (folder: string, error: unknown) =>
  new Problem(
    'unsaved-checkpoint',
    `checkpoint in ${folder} cannot be saved (${causeOf(error)}); the one before is kept: free space, then resume the run`,
    'run',
  );

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
  const planned = await plan(request);
  const { specification, resumed, data } = planned;
  const { device, notices } = await startFor(specification);
  const network = Network.create(specification, data.objective, device);
  try {
    const { weights } = specification.model;
    if (weights !== null && !resumed) network.begin(weights);
    const folder = resumed?.folder ?? createRunFolder(request.runs, specification.name, specification);
    const release = lock(folder.path);
    try {
      await new Run(folder, planned, network, device, host).train(notices);
    } finally {
      release();
    }
  } finally {
    network.dispose();
  }
}
