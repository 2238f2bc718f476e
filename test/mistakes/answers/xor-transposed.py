import numpy as np
from keras.models import Sequential
from keras.layers.core import Activation, Dense
from keras.optimizers import SGD

X = np.array([[0, 0, 1, 1], [0, 1, 0, 1]])  #-
#+ X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([[0], [1], [1], [0]])
model = Sequential()
model.add(Dense(8, input_dim=2))
model.add(Activation('tanh'))
model.add(Dense(1))
model.add(Activation('sigmoid'))
sgd = SGD(lr=0.1)
model.compile(loss='binary_crossentropy', optimizer=sgd)
model.fit(X, y, batch_size=1, nb_epoch=1000)
#> shape-mismatch: model.fit gets x of shape (2, 4) and y of shape (4, 1), but needs as many targets as samples: 2 against 4: pass the two halves of one split, or slice both alike.
print(model.predict_proba(X))
#> shape-mismatch: model.predict_proba gets data of shape (2, 4), but needs (B, 2), where the first axis is the batch: transpose the data: each sample is a row.
