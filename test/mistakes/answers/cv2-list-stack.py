import cv2, os
import numpy as np
from sklearn.model_selection import train_test_split
from keras.models import Sequential
from keras.layers import *
from keras.utils import to_categorical
X, y = [], []
for cls in os.listdir('train'):
    for f in os.listdir('train/' + cls):
        im = cv2.imread('train/' + cls + '/' + f)
        im = cv2.resize(im, (100, 100))
        X.append(im)
        y.append(int(cls))
X = np.array(X)
y = to_categorical(np.array(y), 6)
x_train, x_test, y_train, y_test = train_test_split(X, y, test_size=0.2)
model = Sequential()
model.add(Conv2D(32, (3, 3), activation='relu', input_shape=(128, 128, 3)))  #-
#+ model.add(Conv2D(32, (3, 3), activation='relu', input_shape=(100, 100, 3)))
model.add(MaxPooling2D())
model.add(Flatten())
model.add(Dense(6, activation='softmax'))
model.compile(loss='categorical_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(x_train, y_train, batch_size=32, epochs=10, validation_data=(x_test, y_test))
#> shape-mismatch: model.fit gets data of shape (n0 - test, 100, 100, 3), but needs (B, 128, 128, 3), where the first axis is the batch: load or resize the pictures as 128×128, or give the first layer their shape, (100, 100, 3).
