import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.datasets import load_iris
from keras.models import Sequential
from keras.layers import Dense
from keras.utils import np_utils
from sklearn.preprocessing import LabelEncoder

iris = load_iris()
X = iris['data']
y = iris['target']
encoder = LabelEncoder()
encoder.fit(y)
encoded_Y = encoder.transform(y)
dummy_y = np_utils.to_categorical(encoded_Y, 3)
X_train, X_test, y_train, y_test = train_test_split(X, dummy_y, test_size=0.2, random_state=7)

model = Sequential()
model.add(Dense(8, input_dim=4, init='normal', activation='relu'))
model.add(Dense(1, init='normal', activation='sigmoid'))  #-
#+ model.add(Dense(3, init='normal', activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(X_train, y_train, nb_epoch=200, batch_size=5)
#> shape-mismatch: model.fit gets targets of shape (120, 3) for an output of shape (120, 1) with categorical_crossentropy, but needs one-hot rows of 1, not of 3: give the last layer as many units as there are classes.
print(model.evaluate(X_test, y_test))
#> shape-mismatch: model.evaluate gets targets of shape (30, 3) for an output of shape (30, 1) with categorical_crossentropy, but needs one-hot rows of 1, not of 3: give the last layer as many units as there are classes.
