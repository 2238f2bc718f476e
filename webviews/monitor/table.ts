import { element } from '../shared/dom';
import { formatMeasure, formatName } from '../shared/format';
import type { RunSummary } from './contract';

const PARTS = ['train', 'validation', 'test'] as const;

/** The measures as numbers: a row each, the latest value on every part of the data and the best on validation. */
export class MetricsTable {
  readonly root = element('section', { class: 'metrics' });
  #shown = '';

  show({ metrics, best }: RunSummary): void {
    const key = JSON.stringify([metrics, best]);
    if (key === this.#shown) return;
    this.#shown = key;
    const parts = PARTS.filter((part) => metrics[part]);
    const names = [...new Set(parts.flatMap((part) => Object.keys(metrics[part] ?? {})))];
    const columns = [...parts.map(formatName), ...(Object.keys(best).length ? ['Best validation'] : [])];
    const head = element('tr', {}, ...['Measure', ...columns].map((title) => element('th', {}, title)));
    const rows = names.map((name) => {
      const cells = parts.map((part) => formatMeasure(name, metrics[part]?.[name]));
      const top = best[name] ? `${formatMeasure(name, best[name].value)} (epoch ${best[name].epoch})` : '–';
      const values = [...cells, ...(Object.keys(best).length ? [top] : [])];
      const heading = element('th', { attributes: { scope: 'row' } }, formatName(name));
      return element('tr', {}, heading, ...values.map((value) => element('td', { class: 'number' }, value)));
    });
    const table = element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
    this.root.replaceChildren(...(names.length ? [table] : []));
  }
}
