import numpy as np
from keras.models import Sequential
from keras.layers import Dense, LSTM
def generate(batch):
    while True:
        x = np.random.rand(batch, 10)  #-
#+         x = np.random.rand(batch, 10, 2)
        y = np.random.rand(batch, 1)
        yield x, y
model = Sequential()
model.add(LSTM(16, input_shape=(10, 2)))
model.add(Dense(1))
model.compile(loss='mse', optimizer='adam')
model.fit_generator(generate(32), steps_per_epoch=20, epochs=3)
#> shape-mismatch: model.fit_generator gets data of shape (32, 10), but needs (B, 10, 2), where the first axis is the batch: give the first layer the shape of one sample, (10,), or change the data.
