import numpy as np
from keras.models import Sequential
from keras.layers.core import Dense, Activation
from keras.layers.recurrent import LSTM
model = Sequential()
model.add(LSTM(input_dim=1, output_dim=50, return_sequences=True))
model.add(LSTM(100, return_sequences=False))
model.add(Dense(output_dim=1))
model.add(Activation('linear'))
model.compile(loss='mse', optimizer='rmsprop')
X = np.zeros((40, 50, 1))
y = np.zeros(40)
model.fit(X, y, batch_size=512, nb_epoch=1, validation_split=0.05)
p = model.predict(X)
p = np.reshape(p, (p.size,))
