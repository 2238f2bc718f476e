import { element, setText } from '../shared/dom';
import { formatCount, formatDuration, formatNumber } from '../shared/format';
import { ProgressBar } from '../shared/progress';
import { isActive, STATUS_LABELS } from '../shared/status';
import { button } from '../shared/toolkit';
import type { FromMonitor, RunSummary, RunSymptom } from './contract';

type Action = Exclude<FromMonitor['type'], 'ready'>;

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

/** "Since step 20: …. To mend it, …." */
function item({ severity, message, since, fix }: RunSymptom): HTMLElement {
  const advice = fix === null ? '' : ` To mend it, ${fix}.`;
  const made = element('li', { class: 'message' }, `Since step ${formatCount(since)}: ${message}.${advice}`);
  made.dataset.severity = severity;
  return made;
}

/** What is wrong with the run, the worst first: what was seen, since when, what to do. */
class Symptoms {
  readonly root = element('ul', { class: 'symptoms', attributes: { 'aria-label': 'Symptoms' } });
  #shown = '';

  show({ symptoms }: RunSummary): void {
    const now = JSON.stringify(symptoms);
    // A reader's selection survives updates.
    if (now === this.#shown) return;
    this.#shown = now;
    this.root.hidden = symptoms.length === 0;
    this.root.replaceChildren(...symptoms.map(item));
  }
}

/** The run's name, state and progress, and what can be done with it. */
export class Header {
  readonly root: HTMLElement;
  readonly #title = element('h1');
  readonly #status = element('span', { class: 'status' });
  readonly #place = element('span', { class: 'place' });
  readonly #message = element('p', { class: 'message', role: 'status' });
  readonly #symptoms = new Symptoms();
  readonly #progress = new ProgressBar('Steps');
  readonly #facts = Object.entries(FACTS).map(([name, text]) => new Fact(name, text));
  readonly #stop: HTMLElement;
  readonly #resume: HTMLElement;
  readonly #openFolder: HTMLElement;
  readonly #showLog: HTMLElement;

  constructor(act: (action: Action) => void) {
    this.#stop = button('Stop', 'primary', () => {
      act('stop');
    });
    this.#resume = button('Resume', 'primary', () => {
      act('resume');
    });
    this.#openFolder = button('Open Folder', 'secondary', () => {
      act('openFolder');
    });
    this.#showLog = button('Show Log', 'secondary', () => {
      act('showLog');
    });
    const actions = element('div', { class: 'actions' }, this.#showLog, this.#openFolder, this.#resume, this.#stop);
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

  #showActions({ status, stoppable, resumable, run }: RunSummary): void {
    this.#stop.hidden = !stoppable;
    setText(this.#stop, status === 'stopping' ? 'Stop Now' : 'Stop');
    this.#resume.hidden = !resumable;
    this.#openFolder.hidden = run === '';
    this.#showLog.hidden = status !== 'failed';
  }
}
