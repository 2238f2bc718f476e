import type { Point } from '../../webviews/monitor/contract';

/** The most points a curve keeps: no chart is wider than this in pixels, and it bounds memory for any length of run. */
const CAPACITY = 2000;

/** Two neighbouring buckets as one; what was not finite stays a gap. */
function merge([, mean, low, high]: Point, [step, nextMean, nextLow, nextHigh]: Point): Point {
  if (mean === null || low === null || high === null) return [step, null, null, null];
  if (nextMean === null || nextLow === null || nextHigh === null) return [step, null, null, null];
  return [step, (mean + nextMean) / 2, Math.min(low, nextLow), Math.max(high, nextHigh)];
}

/**
 * A curve of bounded size that hides no extreme: when it is full, neighbouring points merge into buckets of twice the
 * width, each with its mean, lowest and highest value.
 */
export class Series {
  readonly #full: Point[] = [];
  /** Measurements that do not fill a bucket yet. */
  #open: Point[] = [];
  /** Measurements in a full bucket: a power of two. */
  #width = 1;
  #generation = 0;

  /** Rises whenever points that were given out have changed, so that a follower must take all of them anew. */
  get generation(): number {
    return this.#generation;
  }

  /** The full buckets from the n-th on, in order of steps. */
  from(n: number): Point[] {
    return this.#full.slice(n);
  }

  /** Every point, the last one perhaps of a bucket that is not full. */
  all(): Point[] {
    return this.#open.length ? [...this.#full, this.#bucket()] : [...this.#full];
  }

  get length(): number {
    return this.#full.length;
  }

  /** Adds a measurement; null (or a value that is not finite) draws a gap. */
  add(step: number, value: number | null): void {
    const finite = value !== null && Number.isFinite(value) ? value : null;
    this.#open.push([step, finite, finite, finite]);
    if (this.#open.length < this.#width) return;
    this.#full.push(this.#bucket());
    this.#open = [];
    if (this.#full.length >= CAPACITY) this.#halve();
  }

  /** Removes what lies after a step and returns it. */
  cut(step: number): Point[] {
    const points = this.all();
    const keep = points.filter((point) => point[0] <= step).length;
    if (keep === points.length) return [];
    this.#full.splice(keep);
    this.#open = [];
    this.#generation++;
    return points.slice(keep);
  }

  #bucket(): Point {
    const [step] = this.#open.at(-1)!;
    const values = this.#open.map((point) => point[1]).filter((value) => value !== null);
    if (values.length < this.#open.length) return [step, null, null, null];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [step, mean, Math.min(...values), Math.max(...values)];
  }

  #halve(): void {
    const points = this.#full.splice(0);
    for (let i = 0; i + 1 < points.length; i += 2) this.#full.push(merge(points[i]!, points[i + 1]!));
    this.#width *= 2;
    this.#generation++;
  }
}
