import * as v from 'valibot';
import { generator, noiseParameter } from '../generators/generator';
import { drawMoons } from '../generators/moons';

export const source = generator({
  id: 'moons',
  title: 'Two half moons that reach into each other',
  version: 1,
  parameters: v.strictObject({ noise: noiseParameter(0.1) }),
  draw: (count, seed, parameters) => ({
    dataset: drawMoons(count, seed, parameters),
    vocabulary: null,
    target: { kind: 'classes', classes: 2, shape: [], names: ['upper', 'lower'] },
    names: ['x', 'y'],
  }),
});
