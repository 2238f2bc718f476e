/** Training that left the finite numbers. */
import type { Precision } from '../backends/device';
import { Problem } from '../process/problem';
import type { Tensors } from '../storage/tensors';
import { layerOf, type Place } from './probes/first-bad';

const subjects = { loss: 'the loss is', gradient: "the gradient's norm is", weights: 'the weights are' };

const remedies: Record<Precision, string> = {
  float32: 'lower optimizer.learningRate or set optimizer.clipNorm',
  mixed: 'set training.precision to "float32", lower optimizer.learningRate or set optimizer.clipNorm',
};

/** What was not finite, and where it was met. */
interface Finding {
  what: keyof typeof subjects;
  step: number;
  precision: Precision;
  /** The first place, if it is known. */
  where: Place | undefined;
}

/** `loss-not-finite`, `gradient-not-finite` or `weights-not-finite`. */
export class NotFinite extends Problem {
  constructor(readonly finding: Finding) {
    const { what, step, precision, where } = finding;
    const place = where ? `, first in ${where.words}` : '';
    const next = remedies[precision];
    super(`${what}-not-finite`, `${subjects[what]} not finite at step ${step}${place}; ${next}`, 'run');
  }
}

/** @throws NotFinite naming the first weight that is not finite */
export function requireFinite(weights: Tensors, step: number, precision: Precision): void {
  for (const [name, { values }] of weights) {
    if (values.every(Number.isFinite)) continue;
    throw new NotFinite({ what: 'weights', step, precision, where: { layer: layerOf(name), words: name } });
  }
}
