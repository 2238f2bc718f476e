from keras.datasets import mnist
from keras.utils import to_categorical
from keras import models, layers
(x_train, y_train), (x_test, y_test) = mnist.load_data()
x_train = x_train.reshape(60000, 784) / 255
y_train = to_categorical(y_train)
y_train = to_categorical(y_train)  #-
model = models.Sequential([layers.Dense(32, activation='relu', input_shape=(784,)), layers.Dense(10, activation='softmax')])
model.compile('adam', 'categorical_crossentropy')
model.fit(x_train, y_train)
#> shape-mismatch: model.fit gets targets of shape (60000, 10, 2) for an output of shape (60000, 10) with categorical_crossentropy, but needs targets of the output's shape, with 2 axes: reshape the targets to the output, or leave out what flattens or pools before the last layer.
