import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import assert from 'node:assert/strict';
import { startOnnxruntime } from '../../backends/onnxruntime/device';
import { startReference } from '../../backends/reference';
import { differentiate } from './differentiate';
import { allUnscaled, LossScale } from './loss-scale';

const INITIAL = 65_536;

function keep(scale: LossScale, times: number): void {
  for (let i = 0; i < times; i++) scale.keep();
}

describe('the loss scale', () => {
  it("begins where PyTorch's does, and doubles after 2000 steps without an overflow", () => {
    const scale = new LossScale();
    assert.equal(scale.value, INITIAL);
    keep(scale, 1999);
    assert.equal(scale.value, INITIAL);
    keep(scale, 1);
    assert.equal(scale.value, 2 * INITIAL);
    keep(scale, 2000);
    assert.equal(scale.value, 4 * INITIAL);
  });

  it('is halved by an overflow, from which the steps are counted anew', () => {
    const scale = new LossScale();
    keep(scale, 1999);
    assert.ok(scale.lower());
    assert.deepEqual([scale.value, scale.skipped], [INITIAL / 2, 1]);
    keep(scale, 1999);
    assert.equal(scale.value, INITIAL / 2);
    keep(scale, 1);
    assert.equal(scale.value, INITIAL);
  });

  it('is not blamed where it is 1', () => {
    const scale = new LossScale();
    for (let halvings = 0; halvings < 16; halvings++) assert.ok(scale.lower());
    assert.equal(scale.value, 1);
    assert.ok(!scale.lower());
    assert.deepEqual([scale.value, scale.skipped], [1, 16]);
  });

  it('stays finite where nothing ever overflows', () => {
    const scale = new LossScale();
    keep(scale, 2000 * 200);
    assert.ok(scale.value * 1e9 < 3.4e38);
  });

  it('goes on from what was saved', () => {
    const [whole, resumed] = [new LossScale(), new LossScale()];
    for (const scale of [whole, resumed]) {
      scale.lower();
      keep(scale, 1234);
    }
    const saved = resumed.save();
    const other = new LossScale();
    other.restore(JSON.parse(JSON.stringify(saved)) as number[]);
    for (const scale of [whole, other]) keep(scale, 766);
    assert.deepEqual([other.value, other.skipped], [INITIAL, 1]);
    assert.deepEqual(other.save(), whole.save());
  });
});

for (const [name, start] of [
  ['tfjs cpu', startReference],
  ['onnxruntime, compiled', () => startOnnxruntime(1)],
] as const) {
  describe(`a scaled loss: ${name}`, () => {
    it('has the same value and, unscaled, the same gradients to the bit', async () => {
      const device = await start();
      const weight = tf.variable(tf.tensor([0.3, -1.7, 2.9]), true, 'loss-scale-test');
      const step = device.compile((inputs) => {
        const forward = () => ({ loss: tf.sum<tf.Scalar>(tf.exp(tf.mul(weight, inputs.x!))) });
        const { results, gradients } = differentiate(forward, [weight], inputs);
        return { ...results, gradient: allUnscaled(gradients, inputs)[weight.name]!, seen: gradients[weight.name]! };
      });
      const plain = await step.run({ x: 0.7 });
      const scaled = await step.run({ x: 0.7, ...new LossScale().inputs() });
      assert.deepEqual([scaled.loss, scaled.gradient], [plain.loss, plain.gradient]);
      assert.deepEqual(
        [...scaled.seen!.values],
        [...plain.seen!.values].map((value) => value * INITIAL),
      );
      step.dispose();
      weight.dispose();
    });
  });
}
