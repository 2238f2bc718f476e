import numpy as np
import tensorflow as tf
model = tf.keras.Sequential([tf.keras.layers.Dense(5, input_shape=(3,))])
X = np.zeros((40, 3)); y = np.zeros((30,))  #-
#+ X = np.zeros((30, 3)); y = np.zeros((30,))
pred = np.argmax(model.predict(X), axis=1)
from sklearn.metrics import accuracy_score
print(accuracy_score(y, pred))
#> shape-mismatch: sklearn.metrics.accuracy_score gets 30 samples and 40, but needs as many samples in each: pass what belongs together, or slice all alike.
