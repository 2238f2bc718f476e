/** Programs of convolutions and what stands between them. */
import { arithmetic } from './arithmetic';
import { arrays, transpose } from './arrays';
import { CHANNELS, convolutions, convolve, isImage } from './convolutions';
import { Drawing, on, type Phrase } from './drawing';
import { folds } from './folds';
import type { Program } from './program';

/** Two convolutions with little or nothing between them. */
const pair: Phrase = on(isImage, (d, x) => {
  const y = convolve(d, x);
  d.pick([transpose, transpose, ...arrays, ...folds, ...arithmetic])(d);
  convolve(d, d.pick([y, d.value(isImage)!]));
});

const phrases: readonly Phrase[] = [pair, pair, pair, ...convolutions, ...arithmetic, ...arrays, ...folds];

const MIN_PHRASES = 3;
const MAX_PHRASES = 10;

/** The program of a seed, over a batch of two images. */
export function imageProgram(seed: number): Program {
  const d = new Drawing(seed);
  const channels = d.pick(CHANNELS);
  const image = d.pick([
    [2, 8, 8, channels],
    [2, channels, 8, 8],
  ]);
  convolve(d, d.input(image));
  for (let count = d.among(MIN_PHRASES, MAX_PHRASES); count > 0; count--) d.pick(phrases)(d);
  return d.program;
}
