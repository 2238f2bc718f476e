import numpy as np
from tensorflow.keras import layers, models
X = np.random.randn(5000, 187)
y = np.random.randint(0, 5, size=5000)
#+ X = np.expand_dims(X, axis=2)
model = models.Sequential()
model.add(layers.Conv1D(32, 5, activation='relu', input_shape=(187, 1)))
model.add(layers.MaxPooling1D(2))
model.add(layers.Conv1D(64, 5, activation='relu'))
model.add(layers.Dense(64, activation='relu'))  #-
model.add(layers.Dense(5, activation='softmax'))  #-
#+ model.add(layers.GlobalAveragePooling1D())
#+ model.add(layers.Dense(5, activation='softmax'))
model.compile(loss='sparse_categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(X, y, epochs=20, batch_size=64, validation_split=0.2)
#> shape-mismatch: model.fit gets targets of shape (5000,) for an output of shape (5000, 87, 5) with sparse_categorical_crossentropy, but needs a class for each of the 87 places in the output: flatten or pool what the last layer gets (Flatten, GlobalAveragePooling2D).
