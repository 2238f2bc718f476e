import numpy as np
from tensorflow import keras
def batches(images, labels, batch_size):
    while True:
        idx = np.random.randint(0, len(images), batch_size)
        yield images[idx]  #-
#+         yield images[idx], labels[idx]
images = np.zeros((1000, 32, 32, 3)); labels = np.zeros((1000, 10))
model = keras.Sequential([keras.layers.Flatten(input_shape=(32, 32, 3)), keras.layers.Dense(10, activation='softmax')])
model.compile('sgd', 'categorical_crossentropy')
model.fit(batches(images, labels, 32), steps_per_epoch=30, epochs=5)
#> argument-mismatch: model.fit gets inputs alone, but needs targets that categorical_crossentropy compares the output with: pass y, or have what gives the batches give pairs of inputs and targets.
