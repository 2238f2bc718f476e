import assert from 'node:assert/strict';
import { firstBad, type BadNumbers } from './first-bad';

const layer = (name: string, outputs: number | null = 0) => ({ layer: name, outputs });

const weight = (name: string, elements: number | null = 0, gradients: number | null = 0) => ({
  weight: name,
  elements,
  gradients,
});

const where = (layers: BadNumbers['layers'], weights: BadNumbers['weights']) => firstBad({ layers, weights })?.words;

describe('where numbers first stop being finite', () => {
  it('names its layer', () => {
    const [layers, weights] = [[layer('a'), layer('b')], [weight('a/b/kernel', 0, 4)]];
    assert.equal(firstBad({ layers, weights })?.layer, 'a/b');
    assert.equal(firstBad({ layers: [layer('a', 1)], weights })?.layer, 'a');
  });

  it('is nowhere while all is finite', () => {
    assert.equal(where([layer('a'), layer('b')], [weight('a/kernel'), weight('b/kernel')]), undefined);
  });

  it('is a weight before the outputs that it spoils', () => {
    const weights = [weight('a/kernel'), weight('b/kernel', 2, 9), weight('c/kernel', 1, 9)];
    assert.equal(where([layer('a', 3), layer('b', 3)], weights), 'the weights b/kernel');
  });

  it('is the first of the outputs', () => {
    assert.equal(
      where([layer('a'), layer('b', 1), layer('c', 8)], [weight('a/kernel', 0, 4)]),
      'the outputs of layer b',
    );
  });

  it('is the gradient nearest the loss', () => {
    const weights = [weight('a/kernel', 0, 4), weight('b/kernel', 0, 4), weight('c/kernel')];
    assert.equal(where([layer('a'), layer('b')], weights), 'the gradient of b/kernel');
  });
});
