import type { Curve, DrawnPoint } from '../shared/chart';
import { smooth } from '../shared/smoothing';
import type { Theme } from '../shared/theme';
import type { Point, RunSeries } from './contract';

/** How strongly the raw curve shows behind the smoothed one. */
const RAW_ALPHA = '59';
const HAIRLINE = 1;
const POINT_RADIUS = 3;
/** Beyond this many, the points of a curve run together and only its line is drawn. */
const MOST_DOTS = 60;

/** The measures that have curves, the loss first: each is a chart. */
export function measuresOf(series: RunSeries): string[] {
  const names = new Set(Object.keys(series).map((key) => key.replace(/^[^/]*\//, '').replace(/~\d+$/, '')));
  return [...names].sort((a, b) => Number(b === 'loss') - Number(a === 'loss') || a.localeCompare(b));
}

/** The raw curve: each bucket from its lowest to its highest value, so that no extreme is lost. */
function raw(points: Point[]): DrawnPoint[] {
  return points.flatMap(([x, , low, high]) => (low === high ? [{ x, y: low }] : [{ x, y: low }, { x, y: high }])); // prettier-ignore
}

const means = (points: Point[]): DrawnPoint[] => points.map(([x, mean]) => ({ x, y: mean }));

function smoothed(points: Point[], weight: number): DrawnPoint[] {
  const values = smooth(points.map(([, mean]) => mean), weight); // prettier-ignore
  return points.map(([x], i) => ({ x, y: values[i] ?? null }));
}

function train(points: Point[], weight: number, { series, lineWidth }: Theme): Curve[] {
  const [color] = series;
  const line = { color, pointRadius: points.length === 1 ? POINT_RADIUS : 0, dash: [] };
  const label = weight > 0 ? 'train, smoothed' : 'train';
  return [
    { ...line, label: null, points: raw(points), color: color + RAW_ALPHA, width: HAIRLINE },
    { ...line, label, points: smoothed(points, weight), width: lineWidth },
  ];
}

function validation(points: Point[], { series, lineWidth }: Theme): Curve {
  const pointRadius = points.length > MOST_DOTS ? 0 : POINT_RADIUS;
  return { label: 'validation', points: means(points), color: series[1], width: lineWidth, pointRadius, dash: [] };
}

function abandoned(key: string, points: Point[], { series }: Theme): Curve {
  const color = series[key.startsWith('validation/') ? 1 : 0] + RAW_ALPHA;
  return { label: null, points: means(points), color, width: HAIRLINE, pointRadius: 0, dash: [4, 3] };
}

/**
 * The curves of one measure: training smoothed with the raw curve behind, validation, and dashed what a resume from an
 * earlier step has left behind.
 * @param weight of the smoothing, 0 … 1
 */
export function curvesOf(measure: string, series: RunSeries, weight: number, theme: Theme): Curve[] {
  const keys = Object.keys(series);
  const left = keys.filter((key) => key.includes(`/${measure}~`)).map((key) => abandoned(key, series[key]!, theme));
  const trained = series[`train/${measure}`];
  const validated = series[`validation/${measure}`];
  return [
    ...left,
    ...(trained ? train(trained, weight, theme) : []),
    ...(validated ? [validation(validated, theme)] : []),
  ];
}
