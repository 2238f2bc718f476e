import type { ChartLook } from '../shared/chart';
import { LinePlot } from '../shared/chart';
import { element, setText } from '../shared/dom';
import { formatCount, formatMeasure, formatName, formatTick } from '../shared/format';
import type { Theme } from '../shared/theme';
import { readTheme } from '../shared/theme';
import type { MonitorState, RunSeries, RunSummary } from './contract';
import { curvesOf, measuresOf } from './curves';

/** A chart shows at least this many steps. */
const FEWEST_STEPS = 16;

/** The axis doubles as the run grows, so that it rarely moves and its beginning is not squeezed into a sliver. */
function lastStepShown({ step, steps }: RunSummary): number {
  const window = Math.max(FEWEST_STEPS, 2 ** Math.ceil(Math.log2(Math.max(step, 1))));
  return steps > 0 ? Math.min(window, Math.max(steps, step)) : window;
}

/** One measure: its name, a legend with the latest values, and its curves. */
class MeasureChart {
  readonly root: HTMLElement;
  readonly #canvas = element('canvas', { role: 'img' });
  readonly #values: Record<'train' | 'validation', HTMLElement>;
  #plot: LinePlot | undefined;

  constructor(private readonly measure: string) {
    this.#values = { train: element('span', { class: 'value' }), validation: element('span', { class: 'value' }) };
    const entries = Object.entries(this.#values).map(([part, value]) =>
      element('span', { class: `entry ${part}` }, element('span', { class: 'swatch' }), part, value),
    );
    const legend = element('div', { class: 'legend' }, ...entries);
    const heading = element('div', { class: 'heading' }, element('h2', {}, formatName(measure)), legend);
    this.root = element('section', { class: 'chart' }, heading, element('div', { class: 'plot' }, this.#canvas));
  }

  show(series: RunSeries, summary: RunSummary, { smoothing, logarithmic }: MonitorState, theme: Theme): void {
    const look: ChartLook = {
      theme,
      logarithmic,
      lastX: lastStepShown(summary),
      formatX: formatCount,
      formatY: (y) => formatTick(this.measure, y),
    };
    // A chart measures its parent, which has a size only now that it is part of the page.
    this.#plot ??= new LinePlot(this.#canvas, look);
    this.#plot.draw(curvesOf(this.measure, series, smoothing, theme), look);
    this.#label(summary);
  }

  #label({ metrics, step }: RunSummary): void {
    const said = Object.entries(this.#values).map(([part, value]) => {
      const text = formatMeasure(this.measure, metrics[part]?.[this.measure]);
      setText(value, text);
      return `${part} ${text}`;
    });
    this.#canvas.setAttribute('aria-label', `${formatName(this.measure)} at step ${step}: ${said.join(', ')}`);
  }
}

/** A chart for each measure that the run reports, the loss first. */
export class Charts {
  readonly root = element('div', { class: 'charts' });
  readonly #charts = new Map<string, MeasureChart>();

  show(series: RunSeries, summary: RunSummary, state: MonitorState): void {
    const theme = readTheme();
    this.root.style.setProperty('--train', theme.series[0]);
    this.root.style.setProperty('--validation', theme.series[1]);
    for (const measure of measuresOf(series)) this.#chart(measure).show(series, summary, state, theme);
  }

  #chart(measure: string): MeasureChart {
    const known = this.#charts.get(measure);
    if (known) return known;
    const made = new MeasureChart(measure);
    this.#charts.set(measure, made);
    this.root.append(made.root);
    return made;
  }
}
