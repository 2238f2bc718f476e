import { element, setText } from '../shared/dom';
import { formatNumber } from '../shared/format';
import type { Host } from '../shared/host';
import type { TextField } from '../shared/toolkit';
import { button, dropdown, option, textField } from '../shared/toolkit';
import type { Choice, FormValues, FromTrain, ToTrain, TrainState } from './contract';
import { FIELDS, parseField } from './fields';

type FieldName = keyof FormValues;

const NAMES = Object.keys(FIELDS) as FieldName[];

/** What to train and with which hyperparameters. */
export class Form {
  readonly root: HTMLElement;
  readonly #choice = dropdown('choice', (id) => {
    this.#choose(id);
  });
  readonly #fields = new Map<FieldName, TextField>();
  readonly #inputs: HTMLElement;
  readonly #untrusted = element('p', {}, 'Training reads data and models from the workspace, and needs its trust.');
  readonly #problem = element('p', { class: 'problem', role: 'alert' });
  readonly #start = button('Start Training', 'primary', () => {
    this.#submit();
  });
  readonly #trust = button('Manage Workspace Trust', 'primary', () => {
    this.host.post({ type: 'manageTrust' });
  });
  #choices: Choice[] = [];
  #hostProblem = '';
  #shownChoices = '';

  constructor(private readonly host: Host<FromTrain, TrainState>) {
    const choice = element('div', { class: 'field' }, labelled('choice', 'Recipe or specification'), this.#choice);
    const fields = element('div', { class: 'fields' }, ...NAMES.map((name) => this.#field(name)));
    this.#inputs = element('div', { class: 'inputs' }, choice, fields, this.#problem, this.#start);
    this.root = element('div', { class: 'form', role: 'form' }, this.#inputs, this.#untrusted, this.#trust);
    // Nothing is known before the host has said how things stand.
    this.root.hidden = true;
    this.root.addEventListener('keydown', ({ key, target }) => {
      if (key === 'Enter' && [...this.#fields.values()].some((field) => field === target)) this.#submit();
    });
  }

  show({ choices, run, trusted, problem }: ToTrain): void {
    this.root.hidden = false;
    if (choices) this.#offer(choices);
    for (const shown of [this.#trust, this.#untrusted]) shown.hidden = trusted;
    this.#inputs.hidden = !trusted;
    this.#start.disabled = run?.stoppable === true || this.#choices.length === 0;
    this.#choice.disabled = this.#choices.length === 0;
    this.#hostProblem = problem ?? '';
    this.#check();
  }

  #field(name: FieldName): HTMLElement {
    const field = textField(name, (text) => {
      this.host.keep({ fields: { ...this.host.state.fields, [name]: text } });
      this.#check();
    });
    field.value = this.host.state.fields[name] ?? '';
    this.#fields.set(name, field);
    return element('div', { class: 'field' }, labelled(name, FIELDS[name].label), field);
  }

  /** Fills the dropdown anew only when the choices have changed, so that an open one stays open. */
  #offer(choices: Choice[]): void {
    const key = JSON.stringify(choices);
    if (key === this.#shownChoices) return;
    this.#shownChoices = key;
    this.#choices = choices;
    this.#choice.replaceChildren(...choices.map(({ id, label }) => option(id, label)));
    const kept = choices.find(({ id }) => id === this.host.state.choice) ?? choices[0];
    if (!kept) return;
    this.#choice.value = kept.id;
    this.#choose(kept.id);
  }

  #choose(id: string): void {
    this.host.keep({ choice: id });
    const chosen = this.#choices.find((choice) => choice.id === id);
    for (const [name, field] of this.#fields) {
      const value = chosen?.defaults[name] ?? null;
      field.placeholder = value === null ? 'as specified' : formatNumber(value);
    }
  }

  /** Says what is wrong with the first field that is; true when none is. */
  #check(): boolean {
    const wrong = NAMES.find((name) => parseField(name, this.#fields.get(name)?.value ?? '') === undefined);
    for (const [name, field] of this.#fields) field.classList.toggle('invalid', name === wrong);
    this.#complain(
      wrong ? `${FIELDS[wrong].label}: ${FIELDS[wrong].rule}, or empty for the default.` : this.#hostProblem,
    );
    return wrong === undefined;
  }

  #submit(): void {
    if (this.#start.disabled || !this.#check()) return;
    const values = NAMES.map((name) => [name, parseField(name, this.#fields.get(name)?.value ?? '')] as const);
    const choice = this.host.state.choice;
    this.host.post({ type: 'start', choice, values: Object.fromEntries(values) as unknown as FormValues });
  }

  #complain(text: string): void {
    setText(this.#problem, text);
    this.#problem.hidden = text === '';
  }
}

function labelled(id: string, text: string): HTMLLabelElement {
  const label = element('label', { attributes: { for: id } }, text);
  label.id = `${id}-label`;
  return label;
}
