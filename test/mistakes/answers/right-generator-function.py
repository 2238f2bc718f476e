import numpy as np
import random
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Conv2D, Flatten, Input
def batch_gen(X, y, size):
    while True:
        idx = np.random.choice(len(X), size, replace=False)
        yield X[idx], y[idx]
def pairs(images, labels, n):
    a = np.zeros((n, 32, 32, 3)); b = np.zeros((n, 32, 32, 3)); t = np.zeros((n,))
    while True:
        for i in range(n):
            j, k = random.randrange(len(images)), random.randrange(len(images))
            a[i], b[i] = images[j], images[k]
            t[i] = int(labels[j] == labels[k])
        yield [a, b], t
X = np.random.rand(500, 32, 32, 3)
y = np.random.randint(0, 2, (500, 1))
m = Sequential([Input((32, 32, 3)), Conv2D(4, 3), Flatten(), Dense(1, activation='sigmoid')])
m.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
m.fit(batch_gen(X, y, 16), steps_per_epoch=30, epochs=2)
from tensorflow.keras import Model, layers
i1, i2 = Input((32, 32, 3)), Input((32, 32, 3))
enc = Sequential([Conv2D(8, 3, activation='relu', input_shape=(32, 32, 3)), Flatten(), Dense(32)])
d = layers.Lambda(lambda t: abs(t[0] - t[1]))([enc(i1), enc(i2)])
siam = Model([i1, i2], Dense(1, activation='sigmoid')(d))
siam.compile('adam', 'binary_crossentropy')
siam.fit(pairs(X, y, 16), steps_per_epoch=10)
