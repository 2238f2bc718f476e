/** Training, validation and test samples that share nothing. */
import { Random } from './random';
import { take, type Samples } from './samples';

export interface Splits {
  train: Samples;
  validation: Samples;
  test: Samples;
}

/**
 * Splits at random by the seed. A test set that the data brings along stays whole, and validation is drawn from the
 * rest; without one, the test is drawn first. Every sample lands in exactly one part.
 * @param fractions of `samples` that are held out, each in [0, 1)
 */
export function split(
  samples: Samples,
  given: Samples | null,
  fractions: { validation: number; test: number },
  seed: number,
): Splits {
  const order = new Random(seed, 'split').permutation(samples.count);
  const testing = given ? 0 : Math.round(samples.count * fractions.test);
  const validating = Math.round((samples.count - testing) * fractions.validation);
  return {
    test: given ?? take(samples, order.subarray(0, testing)),
    validation: take(samples, order.subarray(testing, testing + validating)),
    train: take(samples, order.subarray(testing + validating)),
  };
}
