import assert from 'node:assert/strict';
import { shapesOf } from '../../testing/check';

describe('layers within a model', () => {
  const HEAD = 'import keras\nfrom keras import layers, ops\nx = ops.zeros((2, 4))\n';

  it('are counted where they were added, and not where inputs stand among them', async () => {
    const added = 'model = keras.Sequential([layers.Dense(9), layers.Dense(3)])\ny = model.get_layer(index=1)(x)\n';
    assert.deepEqual(await shapesOf(`${HEAD}${added}`), ['x: (2, 4)', 'y: (2, 3)']);
    const connected =
      'a = keras.Input((4,))\nmodel = keras.Model(a, layers.Dense(3, name="last")(layers.Dense(4)(a)))\n' +
      'y = model.get_layer(index=1)(x)\nz = model.get_layer("last")(x)\n';
    assert.deepEqual((await shapesOf(`${HEAD}${connected}`)).slice(2), ['y: ?', 'z: (2, 3)']);
  });
});
