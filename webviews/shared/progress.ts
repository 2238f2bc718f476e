import { element } from './dom';

/** A bar that fills from left to right; without a length to fill it shows that something goes on. */
export class ProgressBar {
  readonly root: HTMLElement;
  readonly #bar = element('div', { class: 'bar' });

  constructor(label: string) {
    const attributes = { 'aria-label': label, 'aria-valuemin': '0', 'aria-valuemax': '100' };
    this.root = element('div', { class: 'progress', role: 'progressbar', attributes }, this.#bar);
  }

  show(done: number, all: number, active: boolean): void {
    const percent = all > 0 ? Math.min(100, (100 * done) / all) : 0;
    this.#bar.style.setProperty('width', `${percent}%`);
    this.root.classList.toggle('indefinite', active && all === 0);
    this.root.classList.toggle('active', active);
    this.root.setAttribute('aria-valuenow', percent.toFixed(0));
  }
}
