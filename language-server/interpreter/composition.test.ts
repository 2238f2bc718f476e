import assert from 'node:assert/strict';
import { analyze } from '../testing/check';
import { describeModel, headline } from '../models/describe';

/** The headlines of the models that Keras puts together in `lines`. */
async function modelsOf(...lines: readonly string[]): Promise<string[]> {
  const text = `import keras\nfrom keras import layers\n${lines.join('\n')}\n`;
  return (await analyze(text)).models.map((each) => headline(describeModel(each)));
}

describe('a model of inputs and outputs', () => {
  it('has the layers whose states it uses, themselves or by another layer', async () => {
    const text = [
      'x, y = keras.Input((5, 2)), keras.Input((6, 3))',
      'a, *states = layers.LSTM(4, return_state=True)(x)',
    ];
    assert.deepEqual(await modelsOf(...text, 'keras.Model([x, y], layers.LSTM(4)(y, initial_state=states))'), [
      '2 layers · 240 parameters · B*672 + B_1*480 multiply-adds · (B_1, 5, 2) → (B, 4)',
    ]);
    assert.deepEqual(await modelsOf(...text, 'keras.Model(x, states[0])'), [
      '1 layer · 112 parameters · B*480 multiply-adds · (B, 5, 2) → (B, 4)',
    ]);
  });

  it('takes inputs by their names', async () => {
    assert.deepEqual(
      await modelsOf(
        "x = {'a': keras.Input((4,)), 'b': keras.Input((2,))}",
        "h = layers.Concatenate()([x['a'], x['b']])",
        'keras.Model(inputs=x, outputs=layers.Dense(3)(h))',
      ),
      ['2 layers · 21 parameters · B*18 multiply-adds · (B, 4) → (B, 3)'],
    );
  });
});
