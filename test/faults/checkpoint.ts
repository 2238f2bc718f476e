import type { Checkpoint } from '../../engine/storage/checkpoint';

/** A small checkpoint, each step's unlike another's; one of its tensors has a name that is dangerous as a key. */
export const checkpoint = (step: number, score: number | null = null): Checkpoint => ({
  step,
  score,
  progress: { loss: [0.1 + step, 64] },
  measures: { train: { loss: 0.5 }, validation: { loss: null } },
  data: 'digits:10:1',
  normalization: { shift: [33.1], scale: [78.5] },
  weights: new Map([
    ['conv1/kernel', { shape: [2, 3], dtype: 'float32', values: Float32Array.from([1, -2, 3e-38, 4, step, 6]) }],
    ['__proto__', { shape: [1], dtype: 'float32', values: Float32Array.of(7) }],
  ]),
  optimizer: new Map([['conv1/kernel/m', { shape: [6], dtype: 'float32', values: new Float32Array(6).fill(step) }]]),
});
