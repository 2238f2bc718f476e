import assert from 'node:assert/strict';
import { firstBad } from './first-bad';
import type { Report } from './probe';

const FINITE = {
  mean: 0,
  deviation: 1,
  minimum: 0,
  maximum: 0,
  zeros: 0,
  dead: 0,
  rare: 0,
  saturated: null,
  gradientNorm: 1,
};
const layer = (name: string, notFinite: number | null = 0) => ({ layer: name, ...FINITE, notFinite });

const weight = (name: string, notFinite: number | null = 0, gradientNotFinite: number | null = 0) => ({
  ...{ weight: name, norm: 1, deviation: 1, notFinite, gradientNorm: 1, gradientMaximum: 1, gradientNotFinite },
  ...{ updateNorm: 1, updateRatio: 1 },
});

const where = (layers: Report['layers'], weights: Report['weights']) => firstBad({ layers, weights })?.words;

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
