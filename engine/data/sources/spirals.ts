import * as v from 'valibot';
import { generator, noiseParameter, wholeParameter } from '../generators/generator';
import { drawSpirals } from '../generators/spirals';

/** More turns would wind the arms closer than any noise. */
const MOST_TURNS = 4;

export const source = generator({
  id: 'spirals',
  title: 'Spirals wound around each other',
  version: 1,
  parameters: v.strictObject({
    arms: wholeParameter([2, 8], 2, 'How many spirals, each a class.'),
    turns: v.pipe(
      v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_TURNS)), 1.5),
      v.description('How often each winds around the centre.'),
    ),
    noise: noiseParameter(0.02),
  }),
  draw: (count, seed, parameters) => ({
    dataset: drawSpirals(count, seed, parameters),
    vocabulary: null,
    target: { kind: 'classes', classes: parameters.arms, shape: [] },
    names: ['x', 'y'],
  }),
});
