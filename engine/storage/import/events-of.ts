/** An imported log as the events of a run, which views and commands replay as they do those of any other. */
import type { EngineEvent } from '../../process/protocol';
import type { Decimation, Segment } from '../series/decimation';
import type { Point } from '../series/point';
import { MeasureNames, type Part } from './measure-names';

type Measures = Record<string, number | null>;
type MeasuresEvent = Extract<EngineEvent, { type: 'measures' }>;

export interface Origin {
  run: string;
  folder: string;
  title: string;
  /** The log's format, in place of a device. */
  format: string;
}

/** JSON has no NaN. */
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** All points of a segment in the order of their steps. */
function ordered({ series }: Segment): { name: string; point: Point }[] {
  const all = [...series].flatMap(([name, one]) => one.points().map((point) => ({ name, point })));
  return all.sort((a, b) => a.point.step - b.point.step);
}

/** Keeps what each series measured last, under the names that a run has for it. */
class Latest {
  readonly measures: Record<Part, Measures> = { train: {}, validation: {}, test: {} };
  readonly #names = new MeasureNames();

  /** A point as what its event holds. */
  take(name: string, value: number, into: Record<Part, Measures>): boolean {
    const { part, name: measure } = this.#names.of(name);
    if (Object.hasOwn(into[part], measure)) return false;
    put(into[part], measure, finite(value));
    put(this.measures[part], measure, finite(value));
    return true;
  }
}

/** A measure may be called `__proto__`. */
const put = (measures: Measures, name: string, value: number | null): void => {
  Object.defineProperty(measures, name, { value, enumerable: true, configurable: true, writable: true });
};

/** One event for all that was measured at a step; a series that was measured twice there takes two. */
function* measuresOf(segment: Segment, latest: Latest, began: number | null): Generator<MeasuresEvent> {
  let event: MeasuresEvent | undefined;
  for (const { name, point } of ordered(segment)) {
    const { step, wallTime, value } = point;
    if (event?.step !== step || !latest.take(name, value, event)) {
      if (event) yield event;
      event = { type: 'measures', step, seconds: 0, train: {}, validation: {}, test: {} };
      latest.take(name, value, event);
    }
    if (wallTime !== null && began !== null) event.seconds = finite(wallTime - began) ?? event.seconds;
  }
  if (event) yield event;
}

const started = ({ run, folder, title, format }: Origin, steps: number, step: number): EngineEvent => ({
  ...{ type: 'started', run, folder, title, device: `imported from ${format}` },
  ...{ epochs: 1, stepsPerEpoch: steps, parameters: 0, step },
});

/** The greatest step of a log; 0 of one that has none. */
function stepsOf({ segments }: Decimation): number {
  const last = segments.flatMap(({ series }) => [...series.values()].map((one) => one.points().at(-1)?.step ?? 0));
  return last.reduce((most, step) => Math.max(most, step), 0);
}

/** The events, from `started` to `done`; each segment begins with a `started` of its own. */
export function* eventsOf(log: Decimation, origin: Origin): Generator<EngineEvent> {
  const steps = stepsOf(log);
  const latest = new Latest();
  for (const segment of log.segments) {
    yield started(origin, steps, segment.from === null ? 0 : segment.from - 1);
    yield* measuresOf(segment, latest, log.began);
  }
  const seconds = (log.ended ?? 0) - (log.began ?? 0);
  yield { type: 'done', run: origin.run, reason: 'finished', epochs: 0, steps, seconds, metrics: latest.measures };
}
