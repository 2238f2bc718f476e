import type { RunStatus, RunSummary } from '../../webviews/monitor/contract';

const SIGNIFICANT_DIGITS = 4;

const STATUS: Record<RunStatus, string> = {
  starting: 'starting',
  running: 'training',
  paused: 'paused',
  stopping: 'stopping',
  stopped: 'stopped',
  finished: 'finished',
  failed: 'failed',
  interrupted: 'interrupted',
};

/** Measures that are shares of one, shown in percent. */
const SHARE = /accuracy|precision|recall|f1|auc/i;

/** A measure as a person reads it: a share in percent, else four significant digits. */
export function formatMeasure(name: string, value: number): string {
  if (SHARE.test(name)) return `${(100 * value).toFixed(1)} %`;
  return String(Number(value.toPrecision(SIGNIFICANT_DIGITS)));
}

/** "accuracy 98.6 %": the best validation measure that a reader cares for most; empty while there is none. */
export function describeBest({ best }: RunSummary): string {
  const [name, measure] = Object.entries(best).sort(([a], [b]) => Number(a === 'loss') - Number(b === 'loss'))[0] ?? [];
  return name && measure ? `${name} ${formatMeasure(name, measure.value)}` : '';
}

/** "stopped at 40 %". */
export function describeRun({ status, step, steps }: RunSummary): string {
  const progress = status === 'finished' || steps === 0 ? '' : ` at ${Math.floor((100 * step) / steps)} %`;
  return STATUS[status] + progress;
}
