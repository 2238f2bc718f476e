import { meanOverPlaces } from './support/mean-over-places';
import { logSumExp } from './support/places';

/** log(1 + eˣ), stable. */
const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));

/**
 * exp of the mean of −log p(label): among how many equally likely classes the model hesitates. Unlike exp of the
 * reported loss it knows neither label smoothing nor class weights.
 */
export const metric = meanOverPlaces({
  id: 'perplexity',
  title: 'Perplexity',
  better: 'lower',
  unit: 'number',
  measure({ logits, task: { outputs } }, label, at) {
    if (outputs === 1) return softplus(label === 1 ? -logits[at]! : logits[at]!);
    return logSumExp(logits, at, outputs) - logits[at + label]!;
  },
  finish: Math.exp,
});
