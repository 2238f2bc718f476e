import { check } from '../../testing/check';

const HEAD = `import numpy as np
from keras.models import Sequential
from keras.layers import Dense, Merge

left = Sequential()
left.add(Dense(5, input_shape=(4,)))
right = Sequential()
right.add(Dense(RIGHT, input_shape=(3,)))
model = Sequential()
`;

const head = (right: number): string => HEAD.replace('RIGHT', String(right));

describe("Keras 1's merge of models", () => {
  it('is the first layer of a model with several inputs', async () => {
    await check(`${head(6)}model.add(Merge([left, right], mode='concat'))
model.add(Dense(2))
model.compile('adam', 'mse')
model.fit([np.zeros((9, 4)), np.zeros((9, 3))], np.zeros((9, 2)))
model.fit([np.zeros((9, 4)), np.zeros((9, 4))], np.zeros((9, 2)))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`);
  });

  it('adds what has one width', async () => {
    await check(`${head(6)}model.add(Merge([left, right], mode='sum'))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`);
  });
});
