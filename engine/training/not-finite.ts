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

/** "the loss is not finite at step 2, first in the outputs of layer logits" */
function seen({ what, step, where }: Finding): string {
  const place = where ? `, first in ${where.words}` : '';
  return `${subjects[what]} not finite at step ${step}${place}`;
}

/** `loss-not-finite`, `gradient-not-finite` or `weights-not-finite`. */
export class NotFinite extends Problem {
  constructor(readonly finding: Finding) {
    super(`${finding.what}-not-finite`, `${seen(finding)}; ${remedies[finding.precision]}`, 'run');
  }
}

/** To one who attends the run. @param from the step of the checkpoint that it goes on from; 0 for its beginning */
export function pausedAt({ finding }: NotFinite, from: number): string {
  const back = from === 0 ? 'it begins anew' : `it goes on from the checkpoint of step ${from}`;
  return `${seen(finding)}; lower the learning rate and resume: ${back}`;
}

/** @throws NotFinite naming the first weight that is not finite */
export function requireFinite(weights: Tensors, step: number, precision: Precision): void {
  for (const [name, { values }] of weights) {
    if (values.every(Number.isFinite)) continue;
    throw new NotFinite({ what: 'weights', step, precision, where: { layer: layerOf(name), words: name } });
  }
}
