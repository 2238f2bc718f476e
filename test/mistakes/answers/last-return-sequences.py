import numpy as np
from keras.models import Sequential
from keras.layers import LSTM, Dense, Activation
X_train = np.random.rand(118, 45, 2)
y_train = np.random.rand(118, 1)
model = Sequential()
model.add(LSTM(512, return_sequences=True, input_shape=(45, 2)))
model.add(LSTM(512, return_sequences=True))  #-
#+ model.add(LSTM(512, return_sequences=False))
model.add(Dense(1))
model.add(Activation('sigmoid'))
model.compile(loss='mse', optimizer='adam')
model.fit(X_train, y_train, batch_size=8, epochs=10)
#> loss-broadcast: model.fit gets targets of shape (118, 1) for an output of shape (118, 45, 1) with mse, but needs targets of the output's shape: axis -1 is 45 there and 1 here: leave out return_sequences in the last recurrent layer, or flatten or pool the steps.
