/** What the columns of a table of measures are, by their names. */
import { Problem } from '../../process/problem';
import { parseNumber } from './cell';

/** Names that a column of steps has, the most telling first. */
const STEPS = ['global_step', 'step', '_step', 'steps', 'iteration', 'iterations', 'iter', 'batch', 'epoch', 'epochs'];
const TIMES = ['wall_time', 'wall time', 'timestamp', '_timestamp', 'time', 'date', 'created_at'];

/** Counters and pandas' unnamed index are no measures. */
const NO_MEASURE = new Set([...STEPS, '', 'unnamed: 0', 'index']);

/** Names are path-like; what is longer is cut, so that no name takes the memory of many. */
const MAX_NAME = 1000;

export interface Columns {
  /** Which column tells the step; undefined where rows are to be counted. */
  step: number | undefined;
  time: number | undefined;
  measures: { name: string; index: number }[];
}

const noHeader = (path: string) =>
  new Problem('damaged-table', `${path}: row 1 holds numbers where names of columns belong; add a row of names`);

const find = (names: readonly string[], wanted: readonly string[]): number | undefined => {
  const found = wanted.find((name) => names.includes(name));
  return found === undefined ? undefined : names.indexOf(found);
};

/** The second of two equal names is told apart by its number. */
function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** @throws Problem `damaged-table` where the first row is no header */
export function columnsOf(path: string, header: readonly string[]): Columns {
  if (header.some((cell) => parseNumber(cell) !== undefined)) throw noHeader(path);
  const names = header.map((cell) => cell.trim().toLowerCase());
  const [step, time] = [find(names, STEPS), find(names, TIMES)];
  const titles = distinct(header.map((cell) => cell.trim().slice(0, MAX_NAME)));
  const measures = titles.map((name, index) => ({ name, index }));
  return { step, time, measures: measures.filter(({ index }) => index !== time && !NO_MEASURE.has(names[index]!)) };
}
