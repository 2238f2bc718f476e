import { check } from '../../testing/check';

describe('the backend of Keras', () => {
  it('multiplies by samples where both have three axes at most: of others it depends on its version', () =>
    check(`from keras import backend as K
a = K.batch_dot(K.zeros((2, 10, 5)), K.zeros((2, 10, 5, 16)), [2, 2])
b = K.batch_dot(a, K.zeros((2, 10, 5, 16)), [2, 3])
c = K.batch_dot(K.zeros((2, 4, 5)), K.zeros((2, 6, 7)))
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));
});
