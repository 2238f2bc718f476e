import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { noLowering } from './errors';
import { hostOnly } from './host-only';
import { views } from './kernels';
import { lowerings } from './lowerings/lowerings.generated';

describe('kernels of the host alone', () => {
  const ways = [lowerings, views, hostOnly].map((table) => Object.keys(table));

  it('are, with those that are lowered and the views, all of tfjs, each once', () => {
    const all = tf.getKernelsForBackend('cpu').map(({ kernelName }) => kernelName);
    const sorted = ways.flat().filter((kernel) => all.includes(kernel));
    assert.deepEqual(sorted.sort(), all.sort());
  });

  it('are kernels of tfjs', () => {
    const all = new Set(tf.getKernelsForBackend('cpu').map(({ kernelName }) => kernelName));
    assert.deepEqual(
      Object.keys(hostOnly).filter((kernel) => !all.has(kernel)),
      [],
    );
  });

  it('say in their error why a compiled step cannot have them', () => {
    assert.match(noLowering('Unique').message, /^"Unique".* cannot be part of a compiled step: the size of its result/);
    assert.match(noLowering('Cast').message, /^"Cast".* cannot be part of a compiled step with these arguments;/);
  });
});
