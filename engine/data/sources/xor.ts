import * as v from 'valibot';
import { generator, noiseParameter } from '../generators/generator';
import { drawXor } from '../generators/xor';

export const source = generator({
  id: 'xor',
  title: 'XOR: four corners, of which the opposite ones belong together',
  version: 1,
  parameters: v.strictObject({ noise: noiseParameter(0) }),
  draw: (count, seed, parameters) => ({
    dataset: drawXor(count, seed, parameters),
    vocabulary: null,
    target: { kind: 'classes', classes: 2, shape: [], names: ['equal', 'different'] },
    names: ['x', 'y'],
  }),
});
