/**
 * A series in bounded memory that hides no extreme: points fall into buckets of equally many, and a bucket keeps its
 * first, lowest, highest and last point and its first that is not finite, as they were. Drawn at a width of as many
 * pixels as there are buckets it is the same line as all points (Jugel et al., M4, VLDB 2014).
 */
import type { Point } from './point';

interface Bucket {
  first: Point;
  last: Point;
  low: Point | null;
  high: Point | null;
  /** NaN or infinite: a gap in the chart. */
  gap: Point | null;
}

function bucketOf(point: Point): Bucket {
  const [finite, gap] = Number.isFinite(point.value) ? [point, null] : [null, point];
  return { first: point, last: point, low: finite, high: finite, gap };
}

const lower = (a: Point | null, b: Point | null) => (a && b ? (b.value < a.value ? b : a) : (a ?? b));
const higher = (a: Point | null, b: Point | null) => (a && b ? (b.value > a.value ? b : a) : (a ?? b));

const merge = (a: Bucket, b: Bucket): Bucket => ({
  first: a.first,
  last: b.last,
  low: lower(a.low, b.low),
  high: higher(a.high, b.high),
  gap: a.gap ?? b.gap,
});

/** What a bucket keeps, each point once, in the order of steps. */
function pointsOf({ first, low, high, gap, last }: Bucket): Point[] {
  const inside = [low, high, gap].filter((point) => point !== null && point !== first && point !== last);
  const sorted = [...new Set(inside as Point[])].sort((a, b) => a.step - b.step);
  return first === last ? [first] : [first, ...sorted, last];
}

export class DecimatedSeries {
  /** Points that were added. */
  count = 0;
  #full: Bucket[] = [];
  #open: Bucket | null = null;
  #inOpen = 0;
  /** Points in a full bucket: a power of two. */
  #width = 1;

  get buckets(): number {
    return this.#full.length;
  }

  /** @param capacity the most buckets to keep: at least 2 */
  add(point: Point, capacity: number): void {
    const bucket = bucketOf(point);
    this.#open = this.#open ? merge(this.#open, bucket) : bucket;
    this.count++;
    if (++this.#inOpen < this.#width) return;
    this.#full.push(this.#open);
    [this.#open, this.#inOpen] = [null, 0];
    this.shrink(capacity);
  }

  /** Merges neighbours until no more than `capacity` buckets are left. */
  shrink(capacity: number): void {
    while (this.#full.length > capacity) this.#halve();
  }

  /** What is kept: all points while they are few, else at most five a bucket. */
  points(): Point[] {
    const buckets = this.#open ? [...this.#full, this.#open] : this.#full;
    return buckets.flatMap(pointsOf);
  }

  #halve(): void {
    const [odd] = this.#full.length % 2 ? this.#full.splice(-1) : [];
    this.#full = Array.from({ length: this.#full.length / 2 }, (_, index) =>
      merge(this.#full[2 * index]!, this.#full[2 * index + 1]!),
    );
    if (odd) {
      // It was full, and is half of one of the new width; what was open begins where it ends.
      this.#open = this.#open ? merge(odd, this.#open) : odd;
      this.#inOpen += this.#width;
    }
    this.#width *= 2;
  }
}
