import { element } from '../shared/dom';
import { formatCount } from '../shared/format';
import { button } from '../shared/toolkit';
import type { FromMonitor, RunSummary, RunSymptom } from './contract';

type Ask = (message: Extract<FromMonitor, { type: 'applyFix' }>) => void;

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "Since step 20: …", and a button for each setting that mends it. */
function item({ id, severity, message, since, layer, fixes }: RunSymptom, ask: Ask): HTMLElement {
  const text = element('span', {}, `Since step ${formatCount(since)}: ${message}.`);
  const buttons = fixes.map((title, fix) =>
    button(`${sentence(title)}…`, 'secondary', () => {
      ask({ type: 'applyFix', symptom: id, layer, fix });
    }),
  );
  const offered = buttons.length ? [element('div', { class: 'fixes' }, ...buttons)] : [];
  const made = element('li', { class: 'message' }, text, ...offered);
  made.dataset.severity = severity;
  return made;
}

/** What is wrong with the run, the worst first: what was seen, since when, and runs to start that would mend it. */
export class Symptoms {
  readonly root = element('ul', { class: 'symptoms', attributes: { 'aria-label': 'Symptoms' } });
  #shown = '';

  constructor(private readonly ask: Ask) {}

  show({ symptoms }: RunSummary): void {
    const now = JSON.stringify(symptoms);
    // A reader's selection, and a button that is being pressed, survive updates.
    if (now === this.#shown) return;
    this.#shown = now;
    this.root.hidden = symptoms.length === 0;
    this.root.replaceChildren(...symptoms.map((symptom) => item(symptom, this.ask)));
  }
}
