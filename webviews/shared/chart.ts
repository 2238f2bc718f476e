/** The one module that knows chart.js. */
import type { ChartDataset, InteractionItem, Plugin, Scale, TooltipItem } from 'chart.js';
import {
  Chart,
  Interaction,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import type { Theme } from './theme';

/** A point as it is drawn; a null y is a gap. */
export interface DrawnPoint {
  x: number;
  y: number | null;
}

/** A curve as it is drawn. */
export interface Curve {
  /** As the tooltip names it; null for what only accompanies another curve. */
  label: string | null;
  points: DrawnPoint[];
  color: string;
  width: number;
  /** Pixels; 0 draws the line alone. */
  pointRadius: number;
  dash: number[];
}

/** What a chart looks like besides its curves. */
export interface ChartLook {
  theme: Theme;
  logarithmic: boolean;
  /** The end of the horizontal axis, so that a run in progress shows how far it is. */
  lastX: number;
  formatY: (value: number) => string;
  formatX: (value: number) => string;
}

type LineChart = Chart<'line', DrawnPoint[]>;

declare module 'chart.js' {
  interface InteractionModeMap {
    nearestOfEach: (chart: Chart, event: { x: number | null }) => InteractionItem[];
  }
}

/** A power of ten times 1, 2 or 5: what a logarithmic axis has room for. */
function isRound(value: number): boolean {
  const digit = value / 10 ** Math.floor(Math.log10(value) + ROUNDING);
  return [1, 2, 5].some((round) => Math.abs(digit - round) < ROUNDING);
}

/** Ticks are computed in floating point. */
const ROUNDING = 1e-6;

/** The index of the point that is nearest to x; points are in order. */
function nearest(points: readonly DrawnPoint[], x: number): number {
  let [low, high] = [0, points.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle]!.x <= x) low = middle;
    else high = middle;
  }
  return high > 0 && points[high]!.x - x < x - points[low]!.x ? high : low;
}

/** Curves have points at different steps: the tooltip shows the nearest of each. */
Interaction.modes.nearestOfEach = (chart, event) => {
  const scale = chart.scales.x;
  const x = event.x === null ? undefined : scale?.getValueForPixel(event.x);
  if (x === undefined) return [];
  return chart.data.datasets.flatMap((dataset, datasetIndex) => {
    const points = dataset.data as DrawnPoint[];
    const index = nearest(points, x);
    const element = chart.getDatasetMeta(datasetIndex).data[index];
    return dataset.label && element ? [{ datasetIndex, index, element }] : [];
  });
};

/** A vertical line through the points that the tooltip is about. */
const crosshair: Plugin<'line'> = {
  id: 'crosshair',
  beforeDatasetsDraw({ ctx, chartArea, tooltip, options }) {
    const active = tooltip?.getActiveElements()[0];
    if (!active) return;
    ctx.save();
    ctx.strokeStyle = options.color as string;
    ctx.globalAlpha = 0.4;
    ctx.setLineDash([3, 3]);
    ctx.beginPath();
    ctx.moveTo(active.element.x, chartArea.top);
    ctx.lineTo(active.element.x, chartArea.bottom);
    ctx.stroke();
    ctx.restore();
  },
};

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale, Tooltip, crosshair);

function dataset({ label, points, color, width, pointRadius, dash }: Curve): ChartDataset<'line', DrawnPoint[]> {
  return {
    ...(label !== null && { label }),
    data: points,
    borderColor: color,
    backgroundColor: color,
    borderWidth: width,
    borderDash: dash,
    borderJoinStyle: 'round',
    pointRadius,
    pointHoverRadius: label === null ? 0 : 4,
    pointHitRadius: 0,
    // A point on the frame's edge is drawn whole.
    clip: 6,
  };
}

/** A line chart on a canvas that fills its parent; it never animates, so that live points cost little. */
export class LinePlot {
  readonly #chart: LineChart;

  constructor(canvas: HTMLCanvasElement, look: ChartLook) {
    this.#chart = new Chart(canvas, { type: 'line', data: { datasets: [] }, options: options(look) });
  }

  draw(curves: Curve[], look: ChartLook): void {
    this.#chart.options = options(look);
    this.#chart.data.datasets = curves.map(dataset);
    this.#chart.update('none');
  }
}

const font = (theme: Theme) => ({ family: theme.font, size: 11 });

function options(look: ChartLook): LineChart['options'] {
  const { theme, lastX, formatX } = look;
  return {
    animation: false,
    parsing: false,
    normalized: true,
    responsive: true,
    maintainAspectRatio: false,
    color: theme.foreground,
    interaction: { mode: 'nearestOfEach', intersect: false },
    layout: { padding: { top: 6, right: 8 } },
    scales: {
      x: {
        type: 'linear',
        min: 0,
        max: lastX,
        border: { color: theme.grid },
        grid: { display: false },
        ticks: {
          color: theme.muted,
          font: font(theme),
          maxTicksLimit: 7,
          maxRotation: 0,
          callback: (x) => formatX(Number(x)),
        },
      },
      y: yScale(look),
    },
    plugins: { tooltip: tooltip(look) },
  };
}

function yScale({ theme, logarithmic, formatY }: ChartLook): NonNullable<LineChart['options']['scales']>[string] {
  return {
    type: logarithmic ? 'logarithmic' : 'linear',
    border: { display: false },
    grid: { color: theme.grid },
    ticks: {
      color: theme.muted,
      font: font(theme),
      maxTicksLimit: 6,
      callback: (y) => formatY(Number(y)),
    },
    afterBuildTicks: (axis: Scale) => {
      if (logarithmic) axis.ticks = axis.ticks.filter(({ value }) => isRound(value));
    },
  };
}

function tooltip({ theme, formatX, formatY }: ChartLook) {
  const { background, foreground, border } = theme.tooltip;
  return {
    backgroundColor: background,
    titleColor: foreground,
    bodyColor: foreground,
    borderColor: border,
    borderWidth: 1,
    cornerRadius: 3,
    padding: 8,
    boxWidth: 8,
    boxHeight: 8,
    boxPadding: 5,
    usePointStyle: true,
    titleFont: font(theme),
    bodyFont: font(theme),
    animation: false as const,
    callbacks: {
      title: ([item]: TooltipItem<'line'>[]) => (item ? `Step ${formatX(item.parsed.x ?? 0)}` : ''),
      label: ({ dataset: { label }, parsed: { y } }: TooltipItem<'line'>) =>
        `${label ?? ''}  ${y === null ? 'not finite' : formatY(y)}`,
    },
  };
}
