import numpy as np
from keras.models import Model
from keras.layers import Input, Dense, Concatenate
left = Input(shape=(128,))
right = Input(shape=(128,))
merged = Concatenate()([left, right])
z = Dense(1, activation='sigmoid')(Dense(32, activation='relu')(merged))
siam = Model([left, right], z)
siam.compile('adam', 'binary_crossentropy', metrics=['acc'])
pairs = np.random.normal(size=(300, 2, 128))
labels = np.random.randint(0, 2, 300)
siam.fit(pairs, labels, batch_size=16)  #-
#> shape-mismatch: model.fit gets 1 array of shape (300, 2, 128), but needs 2 arrays, one for each input: (B, 128), (B_1, 128): pass a list with an array for each input.
#+ siam.fit([pairs[:, 0], pairs[:, 1]], labels, batch_size=16)
