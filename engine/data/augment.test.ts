import assert from 'node:assert/strict';
import * as v from 'valibot';
import { augment, augmentSchema, checkAugmentations, type AugmentEntry } from './augment';
import { augmentations } from './augmentations/augmentations.generated';
import { batchOf, imagesOf } from './augmentations/testing/images';

const surroundings = imagesOf(12, 12, 3);
const decode = (entries: unknown): AugmentEntry[] => v.parse(augmentSchema, entries);
const fitting = augmentations.map(({ id }) => ({ type: id })).filter(({ type }) => type !== 'timeShift');

function alteredFrom(first: number, count: number) {
  const batch = batchOf(count, surroundings, (index) => (index * 31) % 256);
  augment(batch, decode(fitting), surroundings, { seed: 3, epoch: 2, first });
  return batch;
}

describe('data.augment', () => {
  it('is the same again for the same seed, epoch and position, and another for another', () => {
    assert.deepEqual(alteredFrom(64, 8), alteredFrom(64, 8));
    assert.notDeepEqual(alteredFrom(64, 8), alteredFrom(72, 8));
  });

  it('alters a sample by its position, however batches are cut', () => {
    const entries = decode(fitting.filter(({ type }) => type !== 'mixup'));
    const inputs = (first: number, count: number) => {
      const batch = batchOf(count, surroundings, (index) => (index * 31) % 432);
      augment(batch, entries, surroundings, { seed: 3, epoch: 2, first });
      return [...batch.inputs];
    };
    // 432 numbers an image: every image is the same before.
    assert.deepEqual(inputs(10, 4), [...inputs(10, 2), ...inputs(12, 2)]);
  });

  it('fills every default in and refuses what it does not know', () => {
    assert.deepEqual(decode([{ type: 'crop' }]), [{ type: 'crop', padding: 4, fill: 0 }]);
    assert.throws(() => decode([{ type: 'crop', pading: 3 }]));
    assert.throws(() => decode([{ type: 'twirl' }]));
    assert.throws(() => decode([{ type: 'flip', horizontal: 2 }]));
  });

  it('names the entry that does not fit and why', () => {
    const tokens = { ...surroundings.task, inputShape: [8], vocabulary: 50 };
    for (const { id } of augmentations) {
      assert.throws(() => {
        checkAugmentations(decode([{ type: id }]), tokens);
      }, /data\.augment\[0\].*does not fit.*tokens/);
    }
    const shift = () => {
      checkAugmentations(decode([{ type: 'flip' }, { type: 'timeShift' }]), surroundings.task);
    };
    assert.throws(shift, /data\.augment\[1\] \(timeShift\) does not fit: it shifts series/);
    const twice = () => {
      checkAugmentations(decode([{ type: 'mixup' }, { type: 'mixup' }]), surroundings.task);
    };
    assert.throws(twice, /mixed once/);
    checkAugmentations(decode(fitting), surroundings.task);
  });
});
