import { check } from '../../testing/check';

const HEAD = 'from keras.layers import Add, Concatenate, Dense, Dot, Input\nx, y = Input((4,)), Input((4,))\n';

describe('layers that merge', () => {
  it('get what they merge where they are called', () =>
    check(`${HEAD}a = Add([x, y])
#   ^^^^^^^^^^^ argument-mismatch
b = Concatenate([x, y])([x, y])
#   ^^^^^^^^^^^^^^^^^^^ argument-mismatch
c = Dot([x, y])
#   ^^^^^^^^^^^ argument-mismatch
d = Dense(2)(a)
`));

  it('get it in one list', () =>
    check(`${HEAD}a = Add()(x)
#   ^^^^^^^^ shape-mismatch
b = Concatenate()(x, y)
#   ^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));

  it('take axes that are computed', () =>
    check(`import numpy as np
${HEAD}a = Concatenate(axis=np.argmax([0, 1]))([x, y])
b = Dot((np.argmax([0, 1]), 1))([x, y])
`));

  it('take names and axes', () =>
    check(`${HEAD}a = Add(name='sum')([x, y])
b = Concatenate(1)([x, a])
c = Dot((1, 1))((x, y))
def merge(layers, settings):
    return Concatenate(settings)(layers), Add(*settings)(layers)
`));
});
