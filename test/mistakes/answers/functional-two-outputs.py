import numpy as np
from keras.layers import Input, Dense
from keras.models import Model
inp = Input(shape=(20,))
h = Dense(32, activation='relu')(inp)
age = Dense(1, name='age')(h)
gender = Dense(2, activation='softmax', name='gender')(h)
model = Model(inputs=inp, outputs=[age, gender])
model.compile(optimizer='adam', loss=['mse', 'categorical_crossentropy'])
X = np.random.rand(100, 20)
y_age = np.random.rand(100)
y_gender = np.random.randint(0, 2, size=100)
#+ y_gender = np.eye(2)[y_gender]
model.fit(X, [y_age, y_gender], epochs=1)
#> shape-mismatch: model.fit gets targets of shape (100,) for an output of shape (100, 2) with categorical_crossentropy, but needs one-hot rows of 2: use sparse_categorical_crossentropy for class numbers, or to_categorical.
