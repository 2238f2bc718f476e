import { element, setText } from '../shared/dom';
import { formatCount, formatDuration, formatNumber } from '../shared/format';
import { ProgressBar } from '../shared/progress';
import { isActive, STATUS_LABELS } from '../shared/status';
import type { Button } from '../shared/toolkit';
import { button } from '../shared/toolkit';
import type { FromMonitor, RunSummary } from './contract';
import { Symptoms } from './symptoms';

type Ask = (message: FromMonitor) => void;
/** What a button asks for by its name alone. */
type Action = Exclude<FromMonitor['type'], 'ready' | 'applyFix'>;

/** What is told of the run's progress, in order; empty text hides an entry. */
const FACTS: Record<string, (summary: RunSummary) => string> = {
  Epoch: ({ epoch, epochs }) => (epochs > 0 ? `${epoch} / ${epochs}` : ''),
  Step: ({ step, steps }) => (steps > 0 ? `${formatCount(step)} / ${formatCount(steps)}` : ''),
  'Time left': ({ secondsLeft }) => (secondsLeft === null ? '' : formatDuration(secondsLeft)),
  Elapsed: ({ seconds }) => (seconds > 0 ? formatDuration(seconds) : ''),
  'Samples/s': ({ samplesPerSecond }) => (samplesPerSecond > 0 ? formatCount(samplesPerSecond) : ''),
  'Learning rate': ({ learningRate }) => (learningRate === null ? '' : formatNumber(learningRate)),
};

class Fact {
  readonly root: HTMLElement;
  readonly #value = element('dd', { class: 'number' });

  constructor(
    name: string,
    private readonly text: (summary: RunSummary) => string,
  ) {
    this.root = element('div', { class: 'fact' }, element('dt', {}, name), this.#value);
  }

  show(summary: RunSummary): void {
    const text = this.text(summary);
    this.root.hidden = text === '';
    setText(this.#value, text);
  }
}

/** The run's name, state and progress, and what can be done with it. */
export class Header {
  readonly root: HTMLElement;
  readonly #title = element('h1');
  readonly #status = element('span', { class: 'status' });
  readonly #place = element('span', { class: 'place' });
  readonly #message = element('p', { class: 'message', role: 'status' });
  readonly #symptoms: Symptoms;
  readonly #progress = new ProgressBar('Steps');
  readonly #facts = Object.entries(FACTS).map(([name, text]) => new Fact(name, text));
  readonly #buttons: Record<Action, Button>;

  constructor(ask: Ask) {
    this.#symptoms = new Symptoms(ask);
    const make = (label: string, look: 'primary' | 'secondary', type: Action) =>
      button(label, look, () => {
        ask({ type });
      });
    this.#buttons = {
      showLog: make('Show Log', 'secondary', 'showLog'),
      openFolder: make('Open Folder', 'secondary', 'openFolder'),
      setLearningRate: make('Learning Rate…', 'secondary', 'setLearningRate'),
      pause: make('Pause', 'secondary', 'pause'),
      resume: make('Resume', 'primary', 'resume'),
      resumeSlower: make('', 'primary', 'resumeSlower'),
      stop: make('Stop', 'primary', 'stop'),
    };
    const actions = element('div', { class: 'actions' }, ...Object.values(this.#buttons));
    const line = element('div', { class: 'line' }, this.#status, this.#place);
    const name = element('div', { class: 'name' }, this.#title, line);
    const facts = element('dl', { class: 'facts' }, ...this.#facts.map(({ root }) => root));
    const top = element('div', { class: 'top' }, name, actions);
    this.root = element('header', {}, top, this.#progress.root, this.#message, this.#symptoms.root, facts);
  }

  show(summary: RunSummary): void {
    const { title, run, status, device, parameters, message } = summary;
    setText(this.#title, title || run);
    setText(this.#status, STATUS_LABELS[status]);
    this.#status.dataset.status = status;
    const size = parameters > 0 ? `${formatCount(parameters)} parameters` : '';
    setText(this.#place, [device, size].filter(Boolean).join(' · '));
    setText(this.#message, message ?? '');
    this.#message.hidden = message === null;
    this.#message.dataset.status = status;
    this.#symptoms.show(summary);
    this.#progress.show(summary.step, summary.steps, isActive(status));
    for (const fact of this.#facts) fact.show(summary);
    this.#showActions(summary);
  }

  #showActions({ status, stoppable, resumable, run, lowerRate }: RunSummary): void {
    const isLive = stoppable && status !== 'stopping';
    const shown: Record<Action, boolean> = {
      showLog: status === 'failed',
      openFolder: run !== '',
      setLearningRate: isLive && run !== '',
      pause: isLive && status === 'running',
      resume: resumable,
      resumeSlower: lowerRate !== null,
      stop: stoppable,
    };
    for (const [type, isShown] of Object.entries(shown)) this.#buttons[type as Action].hidden = !isShown;
    setText(this.#buttons.stop, status === 'stopping' ? 'Stop Now' : 'Stop');
    setText(this.#buttons.resumeSlower, `Resume at ${lowerRate === null ? '' : formatNumber(lowerRate)}`);
    const looks = lowerRate === null ? 'primary' : 'secondary';
    this.#buttons.resume.setAttribute('appearance', looks);
    this.#buttons.stop.setAttribute('appearance', looks);
  }
}
