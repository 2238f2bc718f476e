import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([
    layers.Dense(64, activation="relu", input_shape=(784,)),
    layers.Dense(10, activation="softmax"),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
x = np.random.rand(1000, 28, 28)
y = np.random.randint(0, 10, 1000)
model.fit(x, y, epochs=2)
#> shape-mismatch: model.fit gets data of shape (1000, 28, 28), but needs (B, 784), where the first axis is the batch: flatten the data behind the batch, or start the model with a Flatten layer.
#>   line 10: the input of shape (1000, 28, 28) comes from here
