import { overlap } from '../data/boxes';
import type { Metric, Predictions } from './metric';
import { detection, slotsOf, trueBoxes, type Detection, type TrueBox } from './support/boxes';
import { classesOf } from './support/places';
import { binOf } from './support/scale';

/** A detection is right if it overlaps an object of its class at least so much (Pascal VOC). */
const LEAST_OVERLAP = 0.5;

/** Detections of one bin count as equally sure: with so many bins their certainties differ by less than half a per cent. */
const BINS = 512;

/** Of one class: objects, then right and wrong detections in each bin of certainty. */
const SUMS = 1 + 2 * BINS;

/** The free object of the detection's class that overlaps it most; undefined if even the best overlaps too little. */
function match(found: Detection, boxes: readonly TrueBox[], taken: ReadonlySet<TrueBox>): TrueBox | undefined {
  const alike = boxes.filter((box) => box.class === found.class);
  const best = alike.sort((a, b) => overlap(found, b) - overlap(found, a))[0];
  return best && overlap(found, best) >= LEAST_OVERLAP && !taken.has(best) ? best : undefined;
}

/** Adds an image: every slot is a detection, the surest of them choose first, and an object is found once. */
function addImage(sums: number[], predictions: Predictions, image: number): void {
  const boxes = trueBoxes(predictions, image);
  for (const box of boxes) sums[box.class * SUMS]!++;
  const slots = slotsOf(predictions);
  const found = Array.from({ length: slots }, (_, slot) => detection(predictions, image * slots + slot));
  const taken = new Set<TrueBox>();
  for (const one of found.sort((a, b) => b.score - a.score)) {
    const box = match(one, boxes, taken);
    if (box) taken.add(box);
    sums[one.class * SUMS + 1 + 2 * binOf(one.score, BINS) + (box ? 0 : 1)]!++;
  }
}

/** Area under the precision-recall curve, precision being the best at this recall or beyond (all points). */
function averagePrecision([objects, ...bins]: number[]): number {
  const points: { recall: number; precision: number }[] = [];
  let [right, all] = [0, 0];
  for (let bin = BINS - 1; bin >= 0; bin--) {
    right += bins[2 * bin]!;
    all += bins[2 * bin]! + bins[2 * bin + 1]!;
    if (all > 0) points.push({ recall: right / objects!, precision: right / all });
  }
  let [area, best] = [0, 0];
  for (let index = points.length - 1; index >= 0; index--) {
    const { recall, precision } = points[index]!;
    best = Math.max(best, precision);
    area += best * (recall - (points[index - 1]?.recall ?? 0));
  }
  return area;
}

/**
 * Mean over the classes that occur of the average precision at an overlap of 0.5 with all-point interpolation (Pascal VOC
 * 2010). A detection's certainty is p(object) · p(its likeliest class).
 */
export const metric: Metric = {
  id: 'map',
  title: 'Mean average precision at IoU 0.5',
  takes: ['boxes'],
  better: 'higher',
  unit: 'share',
  start: (task) => new Array<number>(classesOf(task) * SUMS).fill(0),
  add(sums, predictions) {
    for (let image = 0; image < predictions.count; image++) addImage(sums, predictions, image);
  },
  value(sums, task) {
    const classes = Array.from({ length: classesOf(task) }, (_, index) => sums.slice(index * SUMS, (index + 1) * SUMS));
    const areas = classes.filter(([objects]) => objects! > 0).map(averagePrecision);
    return areas.reduce((sum, area) => sum + area, 0) / areas.length;
  },
};
