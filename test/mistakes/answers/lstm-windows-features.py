import numpy as np
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import LSTM, Dense
timesteps, features = 60, 5
raw = np.random.rand(2000, features)
X, y = [], []
for i in range(timesteps, len(raw)):
    X.append(raw[i - timesteps:i, :])
    y.append(raw[i, 0])
X, y = np.array(X), np.array(y)
model = Sequential()
model.add(LSTM(50, return_sequences=True, input_shape=(X.shape[1], 1)))  #-
#+ model.add(LSTM(50, return_sequences=True, input_shape=(X.shape[1], X.shape[2])))
model.add(LSTM(50))
model.add(Dense(1))
model.compile('adam', 'mean_squared_error')
model.fit(X, y, epochs=5)
#> shape-mismatch: model.fit gets data of shape (n0, 60, 5), but needs (B, 60, 1), where the first axis is the batch: give the first layer the shape of one sample, (60, 5), or change the data.
