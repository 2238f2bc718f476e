from tensorflow import keras
from tensorflow.keras import layers

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
model = keras.Sequential([
    layers.Conv2D(32, 3, activation="relu", input_shape=(28, 28, 1)),
    layers.MaxPooling2D(),
    layers.Dense(10),
])
model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(x_train, y_train, epochs=1)
#> shape-mismatch: model.fit gets targets of shape (60000,) for an output of shape (60000, 13, 13, 10) with sparse_categorical_crossentropy, but needs a class for each of the 13×13 places in the output: flatten or pool what the last layer gets (Flatten, GlobalAveragePooling2D).
