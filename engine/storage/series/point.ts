/** What any log comes down to: named series of points. */

export interface Point {
  step: number;
  /** Seconds since 1970; null where the log does not say. */
  wallTime: number | null;
  value: number;
}

/** Takes a log's points one by one, in the order in which they were written. */
export interface PointSink {
  point(series: string, point: Point): void;
  /** The program began anew: what was logged from this step on was given up. */
  restart(step: number): void;
}
