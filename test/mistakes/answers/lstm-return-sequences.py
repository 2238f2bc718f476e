from keras.models import Sequential
from keras.layers import LSTM, Dense, Dropout
import numpy as np

data_dim = 16
timesteps = 8
num_classes = 10

model = Sequential()
model.add(LSTM(32, input_shape=(timesteps, data_dim)))  #-
#+ model.add(LSTM(32, return_sequences=True, input_shape=(timesteps, data_dim)))
model.add(LSTM(32))
#> shape-mismatch: layers.LSTM gets an input of shape (B, 32), with 2 axes, but needs 3 axes (batch, time, features): reshape the input, or give the recurrent layer before it return_sequences=True.
model.add(Dense(num_classes, activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer='rmsprop', metrics=['accuracy'])

x_train = np.random.random((1000, timesteps, data_dim))
y_train = np.random.random((1000, num_classes))
x_val = np.random.random((100, timesteps, data_dim))
y_val = np.random.random((100, num_classes))
model.fit(x_train, y_train, batch_size=64, epochs=5, validation_data=(x_val, y_val))
