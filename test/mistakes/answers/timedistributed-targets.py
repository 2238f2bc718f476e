import numpy as np
from keras.models import Sequential
from keras.layers import LSTM, Dense, TimeDistributed
length = 5
seq = np.array([i/float(length) for i in range(length)])
X = seq.reshape(1, length, 1)
y = seq.reshape(1, length)  #-
#+ y = seq.reshape(1, length, 1)
model = Sequential()
model.add(LSTM(5, input_shape=(length, 1), return_sequences=True))
model.add(TimeDistributed(Dense(2)))  #-
#+ model.add(TimeDistributed(Dense(1)))
model.compile(loss='mean_squared_error', optimizer='adam')
model.fit(X, y, epochs=1000, batch_size=1, verbose=2)
#> shape-mismatch: model.fit gets targets of shape (1, 5) for an output of shape (1, 5, 2) with mean_squared_error, but needs targets of the output's shape, with 3 axes: give the last layer one unit, or the targets an axis for its units.
