from keras.datasets import mnist
from keras.models import Sequential
from keras.layers.core import Dense, Dropout, Activation
from keras.optimizers import SGD
from keras.utils import np_utils

batch_size = 128
nb_classes = 10
nb_epoch = 20

(X_train, y_train), (X_test, y_test) = mnist.load_data()
#+ X_train = X_train.reshape(60000, 784)
#+ X_test = X_test.reshape(10000, 784)
X_train = X_train.astype('float32')
X_test = X_test.astype('float32')
X_train /= 255
X_test /= 255
print(X_train.shape[0], 'train samples')
Y_train = np_utils.to_categorical(y_train, nb_classes)
Y_test = np_utils.to_categorical(y_test, nb_classes)

model = Sequential()
model.add(Dense(512, input_shape=(784,)))
model.add(Activation('relu'))
model.add(Dropout(0.2))
model.add(Dense(512))
model.add(Activation('relu'))
model.add(Dropout(0.2))
model.add(Dense(10))
model.add(Activation('softmax'))
model.compile(loss='categorical_crossentropy', optimizer=SGD(), metrics=['accuracy'])
history = model.fit(X_train, Y_train, batch_size=batch_size, nb_epoch=nb_epoch, verbose=1, validation_data=(X_test, Y_test))
#> shape-mismatch: model.fit gets data of shape (60000, 28, 28), but needs (B, 784), where the first axis is the batch: flatten the data behind the batch, or start the model with a Flatten layer.
score = model.evaluate(X_test, Y_test, verbose=0)
#> shape-mismatch: model.evaluate gets data of shape (10000, 28, 28), but needs (B, 784), where the first axis is the batch: flatten the data behind the batch, or start the model with a Flatten layer.
print('Test accuracy:', score[1])
