import { check } from '../../testing/check';

const HEAD =
  'from keras.layers import Dense, Dropout, Input, TimeDistributed\nfrom keras.models import Model, Sequential\n';

describe('layers of Keras', () => {
  it('take tensors and no layer that was not called', () =>
    check(`${HEAD}x = Dense(4)(Input((8,)))
x = Dropout(0.5)
y = Dense(1)(x)
#   ^^^^^^^^^^^ type-mismatch
`));

  it('are given to models and to layers around them', () =>
    check(`${HEAD}x = Input((5, 8))
y = TimeDistributed(Dense(3))(x)
model = Sequential([Dense(3, input_shape=(8,)), Dropout(0.5)])
model.add(Dense(2))
`));
});
