/** A run's checkpoints, seen from its loop: each step is saved once, and the best comes back at the end. */
import type { Checkpoint } from '../storage/checkpoint';
import type { LoopHost } from './loop';
import type { Network } from './network';
import { requireFinite } from './not-finite';
import type { PreparedData } from './prepare';
import type { Specification } from './specification/specification';
import type { Standing } from './standing';

export class Saving {
  /** The step of the checkpoint that was committed last. */
  private last = -1;

  constructor(
    private readonly training: Specification['training'],
    private readonly data: PreparedData,
    private readonly network: Network,
    private readonly host: LoopHost,
  ) {}

  /** Goes on where a checkpoint was taken. */
  restore(checkpoint: Checkpoint, standing: Standing, from: string): void {
    const { weights, optimizer, progress } = checkpoint;
    this.network.write({ weights, optimizer, counters: progress }, from);
    standing.restore(checkpoint);
    this.last = checkpoint.step;
  }

  /**
   * Commits where the run stands.
   *
   * @param counters what else goes on with the run
   * @param rest waits until what hinders saving is seen to
   * @throws NotFinite where a weight is not finite: the checkpoint before is as it was
   */
  async save(
    standing: Standing,
    score: number | null,
    counters: Checkpoint['progress'],
    rest: () => Promise<void>,
  ): Promise<void> {
    const { step, progress, measures } = standing.save();
    if (this.last === step) return;
    const { fingerprint, scale } = this.data;
    const { counters: own, ...state } = await this.network.read();
    requireFinite(state.weights, step, this.training.precision);
    const all = { ...progress, ...own, ...counters };
    const checkpoint = { step, score, progress: all, measures, data: fingerprint, normalization: scale, ...state };
    while (!this.host.save(checkpoint)) await rest();
    this.last = step;
  }

  /** The weights of the best validation, where the specification asks for them. */
  async restoreBest(standing: Standing): Promise<void> {
    if (!this.training.earlyStopping?.restoreBest) return;
    const { checkpoint: best, damaged } = this.host.best() ?? { checkpoint: null, damaged: [] };
    for (const { message } of damaged) this.host.emit({ type: 'notice', message });
    if (!best || best.step === standing.step) return;
    const { counters } = await this.network.read();
    this.network.write({ weights: best.weights, optimizer: best.optimizer, counters }, 'the best checkpoint');
    standing.train = best.measures.train;
    standing.validation = best.measures.validation;
    this.host.emit({ type: 'notice', message: `the weights of step ${best.step} are back: the best validation loss` });
  }
}
