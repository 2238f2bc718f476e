/** Reads a log as `nabla import` does and prints what is kept of it, and the most memory that this process ever took. */
import { existsSync, readFileSync } from 'node:fs';
import { findLogs } from '../../engine/storage/import/find-logs';
import { readLog } from '../../engine/storage/import/import-log';
import { Notices } from '../../engine/storage/notices';

const notices = new Notices();
const { segments, count } = readLog(findLogs(process.argv[2]!)[0]!, notices);

const series = [...segments[0]!.series].map(([name, one]) => {
  const points = one.points();
  const values = points.map(({ value }) => value);
  const at = (value: number) => points.find((point) => point.value === value)!.step;
  const [low, high] = [Math.min(...values.slice(0, 2 ** 16)), Math.max(...values.slice(0, 2 ** 16))];
  const ends = [points[0]!, points.at(-1)!].map(({ step, value }) => [step, value]);
  return [name, { count: one.count, kept: points.length, ends, low: [at(low), low], high: [at(high), high] }];
});

/** Of this program alone: Linux's maxRSS begins with what the parent had when it forked. */
function peakKilobytes(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? process.resourceUsage().maxRSS);
}

const megabytes = peakKilobytes() / 1024;
console.log(JSON.stringify({ count, notices: notices.lines, segments: segments.length, series, megabytes }));
