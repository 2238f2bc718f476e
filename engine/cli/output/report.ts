/** A run as text: one line an epoch and, on a terminal, one line that is rewritten while it trains. */
import type { EngineEvent } from '../../process/protocol';
import { formatMeasures, formatSeconds, plain } from './text';

export type Report = (event: EngineEvent) => void;

type Of<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>;

/** Every event as one line of JSON: what programs read. */
export const jsonReport: Report = (event) => {
  process.stdout.write(`${JSON.stringify(event)}\n`);
};

const BAR = 24;

/** Clears to the end of the line, so that a shorter line leaves nothing of a longer one. */
const CLEAR = '\r\u001b[K';

/** Written lines for people, and a progress line where the output is a terminal. */
class Progress {
  private started: Of<'started'> | undefined;
  private shown = false;

  constructor(private readonly terminal: boolean) {}

  private line(text: string): void {
    if (this.shown) process.stdout.write(CLEAR);
    this.shown = false;
    process.stdout.write(`${plain(text)}\n`);
  }

  private rewrite(text: string): void {
    if (!this.terminal) return;
    const columns = process.stdout.columns;
    process.stdout.write(CLEAR + plain(text).slice(0, columns ? columns - 1 : undefined));
    this.shown = true;
  }

  start(event: Of<'started'>): void {
    this.started = event;
    const from = event.step ? `, from step ${event.step}` : '';
    this.line(`${event.title}, ${event.parameters.toLocaleString('en')} parameters, on ${event.device}${from}`);
    this.line(`run ${event.folder}`);
  }

  step({ step, epoch, loss, metrics, seconds, samplesPerSecond }: Of<'step'>): void {
    if (!this.started) return;
    const { epochs, stepsPerEpoch, step: first } = this.started;
    const done = (step - (epoch - 1) * stepsPerEpoch) / stepsPerEpoch;
    const bar = '█'.repeat(Math.round(BAR * done)).padEnd(BAR, '░');
    const left = (seconds / Math.max(1, step - first)) * (epochs * stepsPerEpoch - step);
    const speed = `${Math.round(samplesPerSecond).toLocaleString('en')} samples/s`;
    const measures = formatMeasures({ loss, ...metrics });
    this.rewrite(`epoch ${epoch}/${epochs} ${bar} ${measures}  ${speed}  ${formatSeconds(left)} left`);
  }

  epoch({ epoch, train, validation, seconds }: Of<'epoch'>): void {
    const parts = [`epoch ${epoch}/${this.started?.epochs ?? epoch}`, formatMeasures(train)];
    if (Object.keys(validation).length) parts.push(`validation ${formatMeasures(validation)}`);
    this.line([...parts, formatSeconds(seconds)].join('  '));
  }

  done({ run, reason, steps, seconds, metrics }: Of<'done'>): void {
    const test = Object.keys(metrics.test).length ? `: test ${formatMeasures(metrics.test)}` : '';
    this.line(`${reason} after ${steps} steps in ${formatSeconds(seconds)}${test}`);
    if (reason === 'stopped') this.line(`go on with: nabla train --resume ${run}`);
  }

  symptom(event: Of<'symptom'>): void {
    for (const text of symptomLines(event)) this.line(text);
  }

  notice({ message }: Of<'notice'>): void {
    this.line(`note: ${message}`);
  }
}

/** One line of what is wrong, and one of the settings that may mend it. */
export function symptomLines({ severity, since, message, fixes, gone }: Of<'symptom'>): string[] {
  if (gone) return [`well again: ${message}`];
  const [fix] = fixes;
  const line = `${severity}: ${message}, since step ${since}`;
  return fix ? [line, `  to ${fix.title}: ${settings(fix.changes)}`] : [line];
}

/** `--set optimizer.learningRate=0.001`; what a shell would read otherwise stands in quotes. */
const settings = (changes: Record<string, unknown>): string =>
  Object.entries(changes)
    .map(([path, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return /^[\w.+-]+$/.test(text) ? `--set ${path}=${text}` : `--set '${path}=${text}'`;
    })
    .join(' ');

/** @param terminal whether lines can be rewritten */
export function textReport(terminal: boolean): Report {
  const progress = new Progress(terminal);
  return (event) => {
    if (event.type === 'started') progress.start(event);
    else if (event.type === 'step') progress.step(event);
    else if (event.type === 'epoch') progress.epoch(event);
    else if (event.type === 'symptom') progress.symptom(event);
    else if (event.type === 'notice') progress.notice(event);
    else if (event.type === 'done') progress.done(event);
  };
}
