import assert from 'node:assert/strict';
import { decodeFromTrain } from '../train/contract';
import { decodeFromMonitor, decodeMonitorState, decodeToMonitor } from './contract';

describe('what crosses between frame and host', () => {
  it('is dropped when it is of no known kind or says more than it may', () => {
    for (const message of [
      null,
      'ready',
      {},
      { type: 'run', command: 'rm' },
      { type: 'stop', path: '/etc/passwd' },
      { type: 'x'.repeat(1e6) },
      { type: 'applyFix', symptom: 'deadRelu', layer: null, fix: -1 },
      { type: 'applyFix', symptom: 'deadRelu', layer: null, fix: 0, changes: { 'data.path': '/etc' } },
      [],
    ]) {
      assert.equal(decodeFromMonitor(message), undefined);
      assert.equal(decodeToMonitor(message), undefined);
    }
    assert.ok(decodeFromMonitor({ type: 'applyFix', symptom: 'deadRelu', layer: 'a', fix: 0 }));
    const values = { epochs: 1, learningRate: null, batchSize: null, seed: null };
    assert.ok(decodeFromTrain({ type: 'start', choice: 'digits-cnn', values }));
    assert.equal(
      decodeFromTrain({ type: 'start', choice: 'digits-cnn', values: { ...values, epochs: 0.5 } }),
      undefined,
    );
    assert.equal(decodeFromTrain({ type: 'start', choice: { path: '/etc' }, values }), undefined);
  });

  it('falls back to defaults when a kept state is damaged', () => {
    const defaults = { run: '', smoothing: 0.6, logarithmic: false };
    for (const state of [undefined, null, 3, { smoothing: 'much' }, {}]) {
      assert.deepEqual(decodeMonitorState(state), defaults);
    }
    assert.equal(decodeMonitorState({ run: 'r', smoothing: 0.9 }).smoothing, 0.9);
  });
});
