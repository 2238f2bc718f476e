from keras.models import Sequential
from keras.layers import Dense, Reshape, BatchNormalization, Activation, UpSampling2D, Conv2D
g = Sequential()
g.add(Dense(input_dim=100, output_dim=1024))  #-
#+ g.add(Dense(input_dim=100, output_dim=128*7*7))
g.add(Activation('tanh'))
g.add(BatchNormalization())
g.add(Reshape((7, 7, 128)))  #-
#> shape-mismatch: layers.Reshape gets 1024 elements a sample, in an input of shape (B, 1024), but needs 6272 elements: make the target shape hold as many elements as there are.
#+ g.add(Reshape((7, 7, 128), input_shape=(128*7*7,)))
g.add(UpSampling2D(size=(2, 2)))
g.add(Conv2D(64, (5, 5), padding='same'))
g.add(Activation('tanh'))
