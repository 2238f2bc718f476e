from keras.datasets import mnist
from keras.preprocessing.image import ImageDataGenerator
from keras.models import Sequential
from keras.layers import Conv2D, Flatten, Dense
from keras.utils.np_utils import to_categorical
(X_train, y_train), (X_test, y_test) = mnist.load_data()
#+ X_train = X_train.reshape(-1, 28, 28, 1)
datagen = ImageDataGenerator(featurewise_center=True)
datagen.fit(X_train)  #-
#> shape-mismatch: ImageDataGenerator.fit gets pictures of shape (60000, 28, 28), but needs 4 axes (samples, height, width, channels): add the axis of channels with np.expand_dims(x, -1).
#+ datagen.fit(X_train)
model = Sequential([Conv2D(8, 3, input_shape=(28, 28, 1), activation='relu'), Flatten(), Dense(10, activation='softmax')])
model.compile('adam', 'categorical_crossentropy')
model.fit_generator(datagen.flow(X_train, to_categorical(y_train), batch_size=32), steps_per_epoch=len(X_train) / 32, epochs=9)
#> shape-mismatch: ImageDataGenerator.flow gets pictures of shape (60000, 28, 28), but needs 4 axes (samples, height, width, channels): add the axis of channels with np.expand_dims(x, -1).
