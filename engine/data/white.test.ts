import assert from 'node:assert/strict';
import * as v from 'valibot';
import { augmentSchema } from './augment';
import { InMemory } from './samples';
import { whiteOf } from './white';

const images = (values: number[]) =>
  new InMemory({ shape: [1, 2, 1], values: Float32Array.from(values) }, { shape: [], values: new Int32Array(2) });

const jitter = v.parse(augmentSchema, [{ type: 'colourJitter' }]);

describe('the white of images', () => {
  it('is 1 for shares, 255 for bytes in floats, and the largest beyond', async () => {
    assert.equal(await whiteOf(images([0, 0.5, 0.25, 1]), jitter), 1);
    assert.equal(await whiteOf(images([0, 220, 3, 7]), jitter), 255);
    assert.equal(await whiteOf(images([0, 4095, 3, 7]), jitter), 4095);
  });

  it('is not looked for where nothing changes colours', async () => {
    assert.equal(await whiteOf(images([0, 220, 3, 7]), v.parse(augmentSchema, [{ type: 'flip' }])), 1);
  });

  it('below black there is nothing to brighten', async () => {
    await assert.rejects(
      whiteOf(images([0, -0.5, 0.25, 1]), jitter),
      /a training image has -0.5; give images from 0 up/,
    );
  });
});
