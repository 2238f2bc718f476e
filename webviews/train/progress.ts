import type { RunSummary } from '../monitor/contract';
import { element, setText } from '../shared/dom';
import { formatDuration, formatMeasure, formatName } from '../shared/format';
import { ProgressBar } from '../shared/progress';
import { isActive, STATUS_LABELS } from '../shared/status';
import { button } from '../shared/toolkit';
import type { FromTrain } from './contract';

type Action = Extract<FromTrain['type'], 'stop' | 'resume' | 'showMonitor'>;

/** The measures that fit a narrow sidebar. */
const MOST_MEASURES = 4;

function measuresOf({ metrics }: RunSummary): HTMLElement[] {
  const parts = Object.entries(metrics).reverse();
  const rows = parts.flatMap(([part, measures]) =>
    Object.entries(measures).map(([name, value]) => ({
      name: `${formatName(part)} ${name}`,
      text: formatMeasure(name, value),
    })),
  );
  return rows.slice(0, MOST_MEASURES).map(({ name, text }) => {
    return element('div', { class: 'measure' }, element('dt', {}, name), element('dd', { class: 'number' }, text));
  });
}

/** "epoch 2 of 5, 0:42 left" */
function placeOf({ epoch, epochs, secondsLeft }: RunSummary): string {
  if (epochs === 0) return '';
  const left = secondsLeft === null ? '' : `, ${formatDuration(secondsLeft)} left`;
  return `Epoch ${epoch} of ${epochs}${left}`;
}

/** What the current run does, and the buttons that belong to it. */
export class Progress {
  readonly root = element('section', { class: 'run' });
  readonly #title = element('h2');
  readonly #status = element('span', { class: 'status' });
  readonly #place = element('span', { class: 'place number' });
  readonly #bar = new ProgressBar('Steps');
  readonly #message = element('p', { class: 'message', role: 'status' });
  readonly #measures = element('dl', { class: 'measures' });
  readonly #stop: HTMLElement;
  readonly #resume: HTMLElement;

  constructor(act: (action: Action) => void) {
    this.#stop = button('Stop', 'primary', () => {
      act('stop');
    });
    this.#resume = button('Resume', 'primary', () => {
      act('resume');
    });
    const monitor = button('Show Monitor', 'secondary', () => {
      act('showMonitor');
    });
    const line = element('div', { class: 'line' }, this.#status, this.#place);
    const actions = element('div', { class: 'actions' }, this.#stop, this.#resume, monitor);
    this.root.append(this.#title, line, this.#bar.root, this.#message, this.#measures, actions);
    this.root.hidden = true;
  }

  show(run: RunSummary | null): void {
    this.root.hidden = run === null;
    if (!run) return;
    setText(this.#title, run.title || run.run);
    setText(this.#status, STATUS_LABELS[run.status]);
    this.#status.dataset.status = run.status;
    setText(this.#place, placeOf(run));
    this.#bar.show(run.step, run.steps, isActive(run.status));
    setText(this.#message, run.message ?? '');
    this.#message.hidden = run.message === null;
    this.#message.dataset.status = run.status;
    this.#measures.replaceChildren(...measuresOf(run));
    this.#stop.hidden = !run.stoppable;
    setText(this.#stop, run.status === 'stopping' ? 'Stop Now' : 'Stop');
    this.#resume.hidden = !run.resumable;
  }
}
