import assert from 'node:assert/strict';
import type { StoredTensor } from '../tensors';
import { matchFound, matchOurNames, matchTorch } from './match';
import type { Slot } from './slots';

const slot = (name: string, shape: number[], kind = 'Dense'): Slot => {
  const [layer, weight] = name.split('/') as [string, string];
  return { name, layer, weight, kind, shape, flattened: null };
};
const tensor = (shape: number[], from = 0): StoredTensor => {
  const size = shape.reduce((product, extent) => product * extent, 1);
  return { shape, dtype: 'float32', values: Float32Array.from({ length: size }, (_, at) => from + at) };
};

const slots = [slot('a/kernel', [2, 3]), slot('a/bias', [3]), slot('b/kernel', [3, 2]), slot('b/bias', [2])];
const misfit = (message: RegExp) => ({ name: 'Problem', code: 'weights-misfit', message });

describe('matching weights', () => {
  it('takes ours by their names, and says which differ', () => {
    const tensors = new Map(slots.map(({ name, shape }) => [name, tensor(shape)]));
    assert.equal(matchOurNames(slots, tensors, 'file'), tensors);
    tensors.set('b/bias', tensor([5])).delete('a/bias');
    assert.throws(
      () => matchOurNames(slots, tensors, 'file'),
      misfit(
        /^file does not fit the model: a\/bias is missing there, \[3\] here; b\/bias is \[5\] there, \[2\] here; set/,
      ),
    );
  });

  it('takes the modules of an nn.Sequential by their numbers, 10 after 2', () => {
    for (const prefix of ['', 'net.layers.']) {
      const state = new Map([
        [`${prefix}10.weight`, tensor([2, 3])],
        [`${prefix}10.bias`, tensor([2])],
        [`${prefix}2.weight`, tensor([3, 2])],
        [`${prefix}2.bias`, tensor([3])],
      ]);
      const found = matchTorch(slots, state, 'file');
      assert.deepEqual([...found.get('a/kernel')!.values], [0, 2, 4, 1, 3, 5]);
    }
  });

  it("says what a state_dict's tensor should be", () => {
    const state = new Map([
      ['a.weight', tensor([2, 3])],
      ['a.bias', tensor([3])],
      ['b.weight', tensor([2, 3])],
      ['b.bias', tensor([2])],
      ['head.weight', tensor([1])],
    ]);
    assert.throws(
      () => matchTorch(slots, state, 'file'),
      misfit(/a\.weight is \[2, 3\] there, \[3, 2\] here; head\.weight is \[1\] there, missing here/),
    );
    assert.throws(
      () => matchTorch([slot('x/kernel', [1], 'Evil')], state, 'file'),
      misfit(/no module for x\/kernel of a Evil/),
    );
  });

  it('takes others by name where all have one, else by their order', () => {
    const found = slots.map(({ name, shape }, at) => ({ name, tensor: tensor(shape, at) }));
    const first = (tensors: ReadonlyMap<string, StoredTensor>) => slots.map(({ name }) => tensors.get(name)!.values[0]);
    assert.deepEqual(first(matchFound(slots, found.toReversed(), 'file')), [0, 1, 2, 3]);
    const unnamed = found.map((one, at) => ({ ...one, name: `w${at}` }));
    assert.deepEqual(first(matchFound(slots, unnamed, 'file')), [0, 1, 2, 3]);
    assert.throws(
      () => matchFound(slots, unnamed.toReversed(), 'file'),
      misfit(/a\/kernel is \[2, 3\] here, w3 is \[2\] there/),
    );
    assert.throws(() => matchFound(slots, unnamed.slice(0, 3), 'file'), misfit(/b\/bias is \[2\] here, nothing there/));
    const more = [...unnamed, { name: 'w4', tensor: tensor([1]) }];
    assert.throws(() => matchFound(slots, more, 'file'), misfit(/w4 is \[1\] there, nothing here/));
  });
});
