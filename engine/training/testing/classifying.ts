/** The objective of a classifier, for tests that need no data. */
import { loss } from '../../losses/cross-entropy';
import { metric as accuracy } from '../../metrics/accuracy';
import type { Objective } from '../objective';

export const classifying = (inputShape: number[], classes: number): Objective => ({
  task: { inputShape, vocabulary: null, target: { kind: 'classes', classes, shape: [] }, outputs: classes },
  loss,
  options: { labelSmoothing: 0, classWeights: null },
  metrics: [accuracy],
});
