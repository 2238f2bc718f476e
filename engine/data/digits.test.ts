import assert from 'node:assert/strict';
import { drawDigits } from './digits';

describe('drawDigits', () => {
  it('draws the same from the same seed, something else from another', () => {
    assert.deepEqual(drawDigits(20, 3), drawDigits(20, 3));
    assert.notDeepEqual(drawDigits(20, 3).inputs, drawDigits(20, 4).inputs);
  });

  it('draws a sample the same, however many are drawn', () => {
    assert.deepEqual(drawDigits(40, 3).inputs.values.subarray(0, 20 * 784), drawDigits(20, 3).inputs.values);
  });

  it('inks each digit about as much as handwriting does, and inside the picture', () => {
    const { inputs, targets, count } = drawDigits(500, 1);
    const labels = targets.values;
    for (let index = 0; index < count; index++) {
      const pixels = inputs.values.subarray(index * 784, (index + 1) * 784);
      const inked = pixels.filter((value) => value > 128).length / 784;
      assert.ok(inked > 0.02 && inked < 0.35, `digit ${labels[index]!}: ${inked}`);
      const edge = pixels.filter(
        (value, at) => value > 128 && (at < 28 || at >= 756 || at % 28 === 0 || at % 28 === 27),
      );
      assert.ok(edge.length < 12, `digit ${labels[index]!} leaves the picture`);
    }
    assert.deepEqual(new Set(labels).size, 10);
  });
});
