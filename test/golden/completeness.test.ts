/** The goldens reach every gradient there is, with torch's own samples where it has them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { gradients } from '../../engine/backends/gradients/gradients.generated';
import { spies, unreached, unsampled } from './exceptions';
import { goldens } from './goldens';

const tested = new Set(goldens.flatMap(({ op, call }) => [op, call]));
const sampled = new Set(goldens.filter(({ origin }) => origin === 'op_db').map(({ op }) => op));

/** How tfjs registers the gradient of an op that it differentiates by tf.customGrad. */
const SCOPE = /__op$/;

/** Where tf.customGrad is called, in tfjs-core and in the engine, and the op of the goldens that has that gradient. */
const custom: Record<string, string> = {
  'ops/fused/conv2d.js': 'FusedConv2D',
  'ops/fused/depthwise_conv2d.js': 'FusedDepthwiseConv2D',
  'ops/fused/mat_mul.js': '_FusedMatMul',
  'ops/log_sigmoid.js': 'logSigmoid',
  'ops/log_softmax.js': 'LogSoftmax',
  'ops/losses/softmax_cross_entropy.js': 'softmaxCrossEntropy',
  'engine/layers/gru.ts': 'gru',
  'engine/layers/lstm.ts': 'lstm',
};

/** Source files below a folder of `root` that call tf.customGrad. */
const callers = (root: string, folder: string, extension: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(extension))
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
    .filter((file) => /\bcustomGrad\(/.test(readFileSync(path.join(root, file), 'utf8')));

describe('the goldens', () => {
  it('reach every gradient that is registered', () => {
    const exported: unknown[] = Object.values(tf);
    const kernels = exported.filter((value) => typeof value === 'string');
    const registered = kernels.filter((kernel) => Boolean(tf.getGradient(kernel)));
    const ours = gradients.map(({ kernelName }) => kernelName.replace(SCOPE, ''));
    assert.ok(registered.length > 90, `${registered.length} gradients`);
    assert.deepEqual(
      [...new Set([...registered, ...ours])].filter((kernel) => !tested.has(kernel)),
      Object.keys(unreached),
    );
  });

  it('reach every gradient that is customized', () => {
    const core = path.dirname(require.resolve('@tensorflow/tfjs-core/dist/register_all_gradients'));
    const found = [...callers(core, 'ops', '.js'), ...callers(path.join(__dirname, '../..'), 'engine', '.ts')];
    assert.deepEqual(found.sort(), [...Object.keys(custom), ...Object.keys(spies)].sort());
    assert.deepEqual(
      Object.values(custom).filter((op) => !tested.has(op)),
      [],
    );
  });

  it("have inputs of torch's op database wherever it knows the operator", () => {
    assert.deepEqual(
      goldens.map(({ op }) => op).filter((op, i, all) => !sampled.has(op) && all.indexOf(op) === i),
      Object.keys(unsampled),
    );
  });
});
