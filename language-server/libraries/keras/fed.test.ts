import { check } from '../../testing/check';

describe('what models are fed', () => {
  it('takes numbers in a list for one array, of one sample each', () =>
    check(`from tensorflow.keras import Sequential, layers
one = Sequential([layers.Dense(1, input_shape=(1,))])
one.compile('sgd', 'mse')
one.fit([1.0, 2.0], [2.0, 4.0])
a = one.predict([10.0])
three = Sequential([layers.Dense(1, input_shape=(3,))])
b = three.predict([[1.0, 2.0, 3.0]])
c = three.predict([1.0, 2.0, 3.0])
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));
});
