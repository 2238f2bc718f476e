from keras.datasets import reuters
from keras.utils.np_utils import to_categorical
from keras import models, layers
import numpy as np
(train_data, train_labels), (test_data, test_labels) = reuters.load_data(num_words=10000)
def vectorize_sequences(sequences, dimension=10000):
    results = np.zeros((len(sequences), dimension))
    for i, sequence in enumerate(sequences):
        results[i, sequence] = 1.
    return results
x_train = vectorize_sequences(train_data)
y_train = to_categorical(train_labels, 46)
model = models.Sequential()
model.add(layers.Dense(64, activation='relu', input_shape=(10000,)))
model.add(layers.Dense(1, activation='sigmoid'))  #-
#+ model.add(layers.Dense(46, activation='sigmoid'))
model.compile(optimizer='rmsprop', loss='binary_crossentropy', metrics=['accuracy'])
model.fit(x_train, y_train, epochs=20, batch_size=512)
#> shape-mismatch: model.fit gets targets of shape (8982, 46) for an output of shape (8982, 1) with binary_crossentropy, but needs targets of the output's shape: axis -1 is 1 there and 46 here: give the last layer as many units as there are targets.
