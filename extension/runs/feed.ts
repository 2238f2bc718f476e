import type { RunSeries, ToMonitor } from '../../webviews/monitor/contract';
import type { RunModel } from './model';
import { hasEnded } from './model';

/** What one view has been told of a run, so that it is told only what is new. */
export class Feed {
  readonly #told = new Map<string, { generation: number; length: number }>();

  #wasOver = false;

  /** Everything; the view replaces what it had. Buckets that still fill are left out until the run is over. */
  snapshot({ summary, series, abandoned }: RunModel): ToMonitor {
    this.#wasOver = hasEnded(summary.status);
    const all: RunSeries = Object.fromEntries(abandoned);
    for (const [name, curve] of series) {
      all[name] = this.#wasOver ? curve.all() : curve.from(0);
      this.#told.set(name, { generation: curve.generation, length: curve.length });
    }
    return { type: 'snapshot', summary, series: all };
  }

  /** What came since; everything when points that were told have changed, or the run has ended or gone on. */
  next(model: RunModel): ToMonitor {
    if (this.#wasOver || hasEnded(model.summary.status) || this.#isOutdated(model)) return this.snapshot(model);
    const series: RunSeries = {};
    for (const [name, curve] of model.series) {
      const points = curve.from(this.#told.get(name)?.length ?? 0);
      if (points.length) series[name] = points;
      this.#told.set(name, { generation: curve.generation, length: curve.length });
    }
    return { type: 'append', summary: model.summary, series };
  }

  #isOutdated({ series }: RunModel): boolean {
    return [...this.#told].some(([name, { generation }]) => series.get(name)?.generation !== generation);
  }
}
