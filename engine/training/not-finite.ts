/** Training that left the finite numbers. */
import { Problem } from '../process/problem';

const subjects = { loss: 'the loss is', gradient: "the gradient's norm is", weights: 'the weights are' };

/** @param where the first place in words, if it is known */
export function notFinite(what: keyof typeof subjects, step: number, where: string | undefined): Problem {
  const place = where === undefined ? '' : `, first in ${where}`;
  const next = 'lower optimizer.learningRate or set optimizer.clipNorm, then train again';
  return new Problem(`${what}-not-finite`, `${subjects[what]} not finite at step ${step}${place}; ${next}`, 'run');
}
