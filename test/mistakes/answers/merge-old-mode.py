from keras.models import Sequential
from keras.layers import Dense, Merge, Activation
from keras.layers import merge, Input
from keras.models import Model
a = Input(shape=(32,))
b = Input(shape=(64,))
h1 = Dense(16, activation='tanh')(a)
h2 = Dense(20, activation='tanh')(b)  #-
#+ h2 = Dense(16, activation='tanh')(b)
m = merge([h1, h2], mode='sum')
#> shape-mismatch: layers.Add gets shapes (B, 16), (B_1, 20), but needs sizes that are equal or 1: axis -1 is 16 on one side and 20 on the other: bring the branches to one shape first, by a convolution of size 1 or a dense layer.
out = Dense(1, activation='sigmoid')(m)
model = Model(input=[a, b], output=out)
model.compile('sgd', 'binary_crossentropy')
