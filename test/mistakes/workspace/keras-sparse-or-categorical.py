import numpy as np
import keras
from keras import layers

model = keras.Sequential([keras.Input((20,)), layers.Dense(10, activation="softmax")])
model.compile(optimizer="adam", loss="categorical_crossentropy")
x = np.random.rand(100, 20)
y = np.random.randint(0, 10, 100)
model.fit(x, y)
#> shape-mismatch: model.fit gets targets of shape (100,) for an output of shape (100, 10) with categorical_crossentropy, but needs one-hot rows of 10: use sparse_categorical_crossentropy for class numbers, or to_categorical.
#>   line 8: the input of shape (100,) comes from here
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(x, keras.utils.to_categorical(y, 10))
#> shape-mismatch: model.fit gets targets of shape (100, 10) for an output of shape (100, 10) with sparse_categorical_crossentropy, but needs one class number a sample: use categorical_crossentropy for one-hot targets, or argmax(axis=-1).
#>   line 11: the input of shape (100, 10) comes from here
