/** Training that left the finite numbers. */
import type { Precision } from '../backends/device';
import { Problem } from '../process/problem';

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
  /** The first place in words, if it is known. */
  where: string | undefined;
}

export function notFinite({ what, step, precision, where }: Finding): Problem {
  const place = where === undefined ? '' : `, first in ${where}`;
  const next = `${remedies[precision]}, then train again`;
  return new Problem(`${what}-not-finite`, `${subjects[what]} not finite at step ${step}${place}; ${next}`, 'run');
}
