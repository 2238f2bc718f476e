import assert from 'node:assert/strict';
import type { Picture } from './picture';
import { resize } from './resize';

const picture: Picture = {
  height: 7,
  width: 5,
  channels: 3,
  values: Uint8Array.from({ length: 105 }, (_, at) => (at * 37) % 251),
};

/** torch.nn.functional.interpolate(mode='bilinear', antialias=True) of the same picture, 1.13. */
const TORCH = {
  3: [
    [2, 108.35, 102.97, 137.53, 142.1, 122.05, 108.53, 121.01, 125.8, 127.9, 138.99, 122.97, 117.69, 117.9, 130.45],
    [101.44, 123.13, 135.68, 122.16],
  ].flat(),
  14: [
    [5, 0.0, 37.0, 74.0, 111.0, 148.0, 185.0, 222.0, 8.0, 45.0, 82.0, 119.0, 156.0, 193.0, 230.0, 16.0, 13.25, 50.25],
    [87.25, 124.25, 161.25, 198.25, 172.5, 21.25, 58.25, 95.25, 132.25, 169.25, 206.25, 180.5, 29.25, 39.75, 76.75],
  ].flat(),
  4: [
    [9, 27.76, 64.76, 101.76, 64.76, 97.78, 134.78, 126.43, 152.8, 189.8, 134.97, 106.9, 143.9, 130.24, 35.76, 72.76],
    [118.86, 97.43, 127.79, 120.77, 145.81, 157.58, 175.79, 141.08, 86.44, 208.81, 138.24, 43.76, 110.24, 147.24],
  ].flat(),
};

describe('resize', () => {
  it('is as torch makes it, smaller, larger, and one way each', () => {
    for (const [height, [width, ...expected]] of Object.entries(TORCH)) {
      const { values } = resize(picture, Number(height), width!);
      expected.forEach((value, at) => {
        assert.ok(Math.abs(values[at]! - value) <= 0.51, `${height}: ${values[at]!} at ${at}, torch has ${value}`);
      });
    }
  });

  it('keeps one colour one colour, and the mean of what it halves', () => {
    const flat = { ...picture, values: new Uint8Array(105).fill(200) };
    assert.ok(resize(flat, 3, 11).values.every((value) => value === 200));
    const mean = (values: Uint8Array) => values.reduce((sum, value) => sum + value) / values.length;
    const large: Picture = { height: 64, width: 64, channels: 1, values: picture.values.slice(0, 1) };
    large.values = Uint8Array.from({ length: 4096 }, (_, at) => (at * 2654435761) >>> 24);
    assert.ok(Math.abs(mean(resize(large, 32, 32).values) - mean(large.values)) < 1);
  });
});
