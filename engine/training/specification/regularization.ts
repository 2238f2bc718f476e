/** What keeps a model from learning its training samples by heart; weight decay is the optimizer's, dropout the model's. */
import * as v from 'valibot';
import { atLeastZero, share } from './numbers';

export const regularizationSchema = v.strictObject({
  l1: v.pipe(
    v.optional(atLeastZero, 0),
    v.description('λ of the penalty λ·Σ|w| on the weights of layers, biases apart.'),
  ),
  l2: v.pipe(
    v.optional(atLeastZero, 0),
    v.description('λ of the penalty λ·Σw² on the weights of layers, biases apart.'),
  ),
  labelSmoothing: v.pipe(
    v.optional(share, 0),
    v.description('Share of each label that is spread over all classes; of crossEntropy and binaryCrossEntropy.'),
  ),
});
