import { check } from '../../testing/check';

const HEAD =
  'from keras.layers import Add, Concatenate, Dense, Dropout, Input, LSTM\nfrom keras.models import Model, Sequential\n';

describe('models of inputs and outputs', () => {
  it('are told of where an output is made of another Input', () =>
    check(`${HEAD}image, words = Input((8,)), Input((8,))
both = Dense(1)(Concatenate()([Dense(4)(words), image]))
m = Model(inputs=image, outputs=both)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
Model([image, words], both)
`));

  it('are told of where the inputs are others than the layers were called on', () =>
    check(`${HEAD}one = Sequential([Dense(3, input_shape=(8,))])
other = Sequential([Dense(3, input_shape=(9,))])
together = Add()([one.output, other.output])
m = Model([Input((8,)), Input((9,))], together)
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ argument-mismatch
Model([one.input, other.input], together)
a, b = Input((8,)), Input((9,))
Model([a, b], Add()([one(a), other(b)]))
`));

  it('may begin behind their inputs, have batches of a fixed size, and hold other models', () =>
    check(`${HEAD}x = Input((8,))
hidden = Dense(4)(x)
Model(hidden, Dense(2)(hidden))
encoder = Model(x, hidden)
code = Input((4,))
decoder = Model(code, Dense(8)(code))
Model(x, decoder(encoder(x)))
fixed = Input(batch_shape=(32, 10, 8))
state = Input((16,))
Model([fixed, state], [LSTM(16)(fixed), Dropout(0.5)(state)])
`));
});
