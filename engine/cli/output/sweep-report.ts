/** A sweep as text: a line a trial, on a terminal one line that is rewritten, and a table at the end. */
import type { SweepEvent } from '../../sweep/conduct';
import type { Spread } from '../../sweep/spread';
import type { Results, Standing } from '../../sweep/trial';
import { formatMeasures, formatSeconds, formatTable, plain } from './text';

export type SweepReport = (event: SweepEvent) => void;

type Of<T extends SweepEvent['type']> = Extract<SweepEvent, { type: T }>;

/** Every event as one line of JSON. */
export const jsonSweepReport: SweepReport = (event) => {
  process.stdout.write(`${JSON.stringify(event)}\n`);
};

/** Clears to the end of the line, so that a shorter line leaves nothing of a longer one. */
const CLEAR = '\r\u001b[K';
const BAR = 24;

/** Of the table at the end: more is not read. */
const MOST_ROWS = 50;

/** `validation.loss` → `0.1234`, `validation.accuracy` → `98.51 %` */
function formatValue(measure: string, value: number): string {
  const name = measure.split('.').at(-1)!;
  return formatMeasures({ [name]: value }).slice(name.length + 1);
}

/** `0.1234 ± 0.0056` */
const formatSpread = (measure: string, { mean, deviation }: Spread): string =>
  formatValue(measure, mean) + (deviation === null ? '' : ` ± ${formatValue(measure, deviation)}`);

const formatSetting = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const settingsText = (settings: Record<string, unknown>): string =>
  Object.entries(settings)
    .map(([path, value]) => `${path}=${formatSetting(value)}`)
    .join(' ');

/** Best first: objective, varied values, epochs, steps, seconds. */
function standingsTable({ standings, objective, trials }: Results): string {
  const paths = Object.keys(standings[0]?.settings ?? {});
  const reasonOf = (standing: Standing) =>
    standing.trials.map((number) => trials[number - 1]!).find(({ message }) => message !== null);
  const row = (standing: Standing): string[] => {
    const lost = reasonOf(standing);
    return [
      standing.trials.join(','),
      standing.objective ? formatSpread(objective, standing.objective) : '–',
      ...paths.map((path) => plain(formatSetting(standing.settings[path]))),
      String(standing.epochs),
      String(standing.steps),
      formatSeconds(standing.seconds),
      lost ? plain(`${lost.status}: ${lost.message!}`) : '',
    ];
  };
  const head = ['trial', objective, ...paths, 'epochs', 'steps', 'time', ''];
  const more = standings.length - MOST_ROWS;
  const rest = more > 0 ? `and ${more} more: see results.json\n` : '';
  return formatTable([head, ...standings.slice(0, MOST_ROWS).map(row)]) + rest;
}

/** Mean ± deviation of every final measure, where a setting ran with several seeds. */
function seedsTable(standing: Standing): string {
  return formatTable(
    Object.entries(standing.measures).map(([name, spread]) => [
      name,
      formatSpread(name, spread),
      `(${spread.count} ${spread.count === 1 ? 'run' : 'runs'})`,
    ]),
  );
}

class Progress {
  private shown = false;

  constructor(private readonly terminal: boolean) {}

  write(text: string): void {
    if (this.shown) process.stdout.write(CLEAR);
    this.shown = false;
    process.stdout.write(text);
  }

  line(text: string): void {
    this.write(`${plain(text)}\n`);
  }

  rewrite(text: string): void {
    if (!this.terminal) return;
    const columns = process.stdout.columns;
    process.stdout.write(CLEAR + plain(text).slice(0, columns ? columns - 1 : undefined));
    this.shown = true;
  }
}

function paceLine({ ended, trials, samplesPerSecond, secondsLeft, best }: Of<'progress'>, objective: string): string {
  const bar = '█'.repeat(Math.round((BAR * ended) / trials)).padEnd(BAR, '░');
  return [
    `trials ${ended}/${trials} ${bar}`,
    ...(best ? [`best ${formatValue(objective, best.objective)} (trial ${best.trial})`] : []),
    `${Math.round(samplesPerSecond).toLocaleString('en')} samples/s`,
    ...(secondsLeft === null ? [] : [`${formatSeconds(secondsLeft)} left`]),
  ].join('  ');
}

function trialLine(
  { trial, status, settings, seed, epochs, scores, seconds, message }: Of<'trial'>,
  objective: string,
) {
  const score = scores.at(-1);
  return [
    `trial ${trial} ${status}`,
    [settingsText(settings), `seed ${seed}`].filter(Boolean).join(' '),
    ...(typeof score === 'number' ? [`${objective} ${formatValue(objective, score)}`] : []),
    `${epochs} epochs`,
    formatSeconds(seconds),
    ...(message === null ? [] : [message]),
  ].join('  ');
}

function end({ reason, sweep, seconds, ...results }: Of<'done'>): string {
  const tables = [standingsTable({ sweep, seconds, ...results })];
  const [best] = results.standings;
  if (best && best.trials.length > 1) tables.push(`\n${seedsTable(best)}`);
  const next = reason === 'stopped' ? `go on with: nabla sweep --resume ${sweep}\n` : '';
  return `${reason} in ${formatSeconds(seconds)}\n\n${tables.join('')}${next}`;
}

/** @param terminal whether lines can be rewritten */
export function textSweepReport(terminal: boolean): SweepReport {
  const progress = new Progress(terminal);
  let objective = '';
  return (event) => {
    if (event.type === 'sweep') {
      ({ objective } = event);
      progress.line(`sweep ${event.folder}`);
      progress.line(`${event.trials} trials, ${event.parallel} at once, threads of each: ${event.threads}`);
    } else if (event.type === 'trial' && event.status !== 'running') progress.line(trialLine(event, objective));
    else if (event.type === 'notice') progress.line(`note of trial ${event.trial}: ${event.message}`);
    else if (event.type === 'progress') progress.rewrite(paceLine(event, objective));
    else if (event.type === 'done') progress.write(end(event));
  };
}
