import numpy as np
import tensorflow as tf
from keras.models import Sequential
from keras.layers import Dense, Embedding, Flatten
import xgboost as xgb
sess = tf.Session(config=tf.ConfigProto(allow_soft_placement=True))
x = np.linspace(-1, 1, 200)
y = 3 * x + np.random.randn(200) * 0.1
m = Sequential()
m.add(Dense(1, input_dim=1))
m.compile('sgd', 'mse')
m.fit(x, y, epochs=3)
cost = m.train_on_batch(x, y)
W, b = m.layers[0].get_weights()
p = m.predict(x)
clf = xgb.XGBRegressor(subsample=0.8, max_depth=3)
clf.fit(x.reshape(-1, 1), y)
