/** Whether the objective measures the same in all trials: a loss does only where nothing that defines it is varied. */
import { Problem } from '../process/problem';
import type { Specification } from '../training/specification/specification';

/**
 * What the reported loss is made of, by dotted path. Penalties are no part of it. Class weights count in every part,
 * sampling changes only what is trained on.
 */
const DEFINITION: Record<string, (specification: Specification, part: string) => unknown> = {
  loss: ({ loss }) => loss,
  'regularization.labelSmoothing': ({ regularization }) => regularization.labelSmoothing,
  'data.balance': ({ data: { balance } }, part) => (part === 'train' ? balance : balance === 'classWeights'),
};

/**
 * @param objective `validation.loss`, or of a metric: that knows neither smoothing nor weights
 * @param measured what could be compared instead, `validation.accuracy` among it
 * @throws Problem naming what differs, and a metric to compare by
 */
export function checkComparable(
  objective: string,
  specifications: readonly Specification[],
  measured: readonly string[],
): void {
  const [part, measure] = objective.split('.') as [string, string];
  if (measure !== 'loss') return;
  const varied = Object.entries(DEFINITION).flatMap(([path, valueOf]) => {
    const values = new Set(specifications.map((specification) => valueOf(specification, part)));
    return values.size > 1 ? [path] : [];
  });
  if (varied.length > 0) throw incomparable(objective, varied, measured);
}

function incomparable(objective: string, varied: readonly string[], measured: readonly string[]): Problem {
  const [part] = objective.split('.');
  const metric = measured.find((name) => name.startsWith(`${part}.`) && name !== objective);
  const next = metric ? `the objective a metric, e.g. ${metric}` : 'metrics, and the objective one of them';
  return new Problem(
    'wrong-value',
    `${varied.join(' and ')} cannot be varied where trials are compared by ${objective}, which then measures something else in each; make ${next}`,
  );
}
