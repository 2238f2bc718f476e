import { overlap } from '../data/boxes';
import type { Metric } from './metric';
import { detection, slotsOf, trueBoxes } from './support/boxes';

/**
 * Mean over the objects of the intersection over union of each with the box that the model gives for its slot, whatever
 * it says of objectness and class. sums: [Σ overlap, objects].
 */
export const metric: Metric = {
  id: 'iou',
  title: 'Intersection over union',
  takes: ['boxes'],
  better: 'higher',
  unit: 'share',
  start: () => [0, 0],
  add(sums, predictions) {
    for (let image = 0; image < predictions.count; image++) {
      for (const box of trueBoxes(predictions, image)) {
        sums[0]! += overlap(box, detection(predictions, image * slotsOf(predictions) + box.slot));
        sums[1]!++;
      }
    }
  },
  value: ([sum, objects]) => sum! / objects!,
};
