import type { EngineEvent, EngineRequest } from '../../engine/process/protocol';
import type { EngineProcess } from '../processes/engine';
import type { Exit } from '../processes/exit';
import { explainExit } from '../processes/exit';
import { catchUp } from './history';
import type { EventLog } from './log';
import type { RunModel } from './model';
import { hasEnded } from './model';
import { Signal } from './signal';

/** How often the log of a run that another process trains is looked at. */
const FOLLOW_EVERY_MS = 1000;

type TrainRequest = Extract<EngineRequest, { type: 'train' }>;

/** A run as this window knows it: its model and, while it trains here, the engine's process that trains it. */
export class Run {
  /** The model has changed. */
  readonly changed = new Signal();
  /** The process died without being asked to. */
  readonly crashed = new Signal();
  /** It is paused for a reason, without being asked to. */
  readonly held = new Signal();
  #engine: EngineProcess | undefined;
  #following: NodeJS.Timeout | undefined;

  constructor(
    readonly model: RunModel,
    /** Its folder; undefined until the engine has made one. */
    public folder: string | undefined,
  ) {}

  get isLive(): boolean {
    return this.#engine !== undefined;
  }

  /** Trains in a process that was started for this run alone. */
  train(engine: EngineProcess, request: TrainRequest): void {
    this.#engine = engine;
    this.model.starting();
    engine.event.on((event) => {
      this.#apply(event);
    });
    engine.silence.on((seconds) => {
      this.#hearSilence(seconds);
    });
    engine.exit.on((exit) => {
      this.#ended(exit);
    });
    engine.send(request);
    this.changed.fire();
  }

  /** Rebuilds it from its log, and while another process trains it, goes on reading until that ends. */
  async follow(log: EventLog): Promise<void> {
    await catchUp(this.model, log);
    this.changed.fire();
    if (hasEnded(this.model.summary.status)) return;
    this.#following = setTimeout(() => {
      this.follow(log).catch(() => {
        this.model.end('interrupted', 'The run’s log can no longer be read: its folder was moved or deleted.');
        this.changed.fire();
      });
    }, FOLLOW_EVERY_MS);
  }

  /** Asks to save and stop; asked again, ends it at once. */
  stop(): void {
    if (!this.#engine) return;
    if (this.model.summary.status === 'stopping') {
      this.#engine.terminate();
      return;
    }
    this.model.stopping();
    this.#engine.stop();
    this.changed.fire();
  }

  /** Waits between two steps, with everything saved. */
  pause(): void {
    this.#engine?.send({ type: 'pause' });
  }

  /** Ends a pause. */
  goOn(): void {
    this.#engine?.send({ type: 'resume' });
  }

  /** From the next step on; the schedule goes on multiplying it. */
  setLearningRate(learningRate: number): void {
    this.#engine?.send({ type: 'setLearningRate', learningRate });
  }

  /** Lets go of the process: it saves and exits by itself. */
  dispose(): void {
    clearTimeout(this.#following);
    this.#engine?.dispose();
  }

  #apply(event: EngineEvent): void {
    if (event.type === 'started') this.folder = event.folder;
    this.model.apply(event);
    if (event.type === 'done' || event.type === 'error') this.#engine?.dispose();
    this.changed.fire();
    if (event.type === 'paused' && event.reason !== null) this.held.fire();
  }

  #hearSilence(seconds: number): void {
    const line = `The engine has been busy for ${seconds} s without an answer; Stop asks it to end, then forces it.`;
    this.model.say(seconds > 0 ? line : null);
    this.changed.fire();
  }

  #ended(exit: Exit): void {
    this.#engine = undefined;
    const { status } = this.model.summary;
    if (status === 'stopping') this.model.cutOff('stopped', 'Stopped by force.');
    else if (!hasEnded(status)) this.model.cutOff('failed', explainExit(exit));
    this.changed.fire();
    if (!hasEnded(status) && status !== 'stopping') this.crashed.fire();
  }
}
