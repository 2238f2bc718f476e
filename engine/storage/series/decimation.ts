/** Every series of a log in bounded memory, whatever the log holds. */
import { Problem } from '../../process/problem';
import { DecimatedSeries } from './decimated';
import type { Point, PointSink } from './point';

/** Buckets of all series together: of five points of some 60 bytes each, 40 MB at the most. */
const BUDGET = 2 ** 17;

/** A curve of fewer buckets would be coarser than a small chart. */
const LEAST = 64;

/** More pixels than any screen is wide: what is shorter is kept whole. */
const MOST = 2 ** 13;

const MAX_SERIES = BUDGET / LEAST;

/** A log whose steps go back more often is out of order, not resumed. */
const MAX_SEGMENTS = 64;

const tooMany = () =>
  new Problem(
    'too-many-series',
    `the log holds more than ${MAX_SERIES} series; import a part of it: one file, one run`,
  );

/** What ran from one start, or resume, to the next. */
export interface Segment {
  /** The first step after the resume; null for the first start. */
  from: number | null;
  series: Map<string, DecimatedSeries>;
}

export class Decimation implements PointSink {
  /** In the order in which they ran. */
  readonly segments: Segment[] = [{ from: null, series: new Map() }];
  /** The first and the last moment that the log tells; null where it tells none. */
  began: number | null = null;
  ended: number | null = null;
  count = 0;
  #series = 0;
  /** The latest step of each series in the segment that runs. */
  readonly #latest = new Map<string, number>();

  get #capacity(): number {
    return Math.min(MOST, Math.floor(BUDGET / Math.max(1, this.#series)));
  }

  /** @throws Problem `too-many-series` */
  point(name: string, point: Point): void {
    const latest = this.#latest.get(name);
    if (latest !== undefined && point.step < latest) this.restart(point.step);
    this.#latest.set(name, Math.max(point.step, this.#latest.get(name) ?? -Infinity));
    this.#seriesOf(name).add(point, this.#capacity);
    this.count++;
    this.#date(point.wallTime);
  }

  /** A new segment, unless nothing came before, or there are too many: then points stay in the order they have. */
  restart(step: number): void {
    if (this.#latest.size === 0 || this.segments.length === MAX_SEGMENTS) return;
    this.segments.push({ from: step, series: new Map() });
    this.#latest.clear();
  }

  #seriesOf(name: string): DecimatedSeries {
    const { series } = this.segments.at(-1)!;
    const known = series.get(name);
    if (known) return known;
    if (this.#series === MAX_SERIES) throw tooMany();
    this.#series++;
    for (const segment of this.segments) for (const other of segment.series.values()) other.shrink(this.#capacity);
    const made = new DecimatedSeries();
    series.set(name, made);
    return made;
  }

  #date(wallTime: number | null): void {
    if (wallTime === null || !Number.isFinite(wallTime)) return;
    this.began = Math.min(wallTime, this.began ?? Infinity);
    this.ended = Math.max(wallTime, this.ended ?? -Infinity);
  }
}
