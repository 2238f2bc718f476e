import tensorflow as tf
from tensorflow.python.keras.layers import Dense
from tensorflow.python.keras.models import Sequential
import numpy as np
sess = tf.Session()
x = np.random.rand(64, 20)
y = np.random.rand(64, 4)
m = Sequential()
m.add(Dense(32, input_shape=(20,)))
m.add(Dense(1))  #-
#+ m.add(Dense(4))
m.compile(optimizer=tf.train.AdamOptimizer(0.001), loss='mse')
m.fit(x, y, epochs=1)
#> shape-mismatch: model.fit gets targets of shape (64, 4) for an output of shape (64, 1) with mse, but needs targets of the output's shape: axis -1 is 1 there and 4 here: give the last layer as many units as there are targets.
