import cv2
import numpy as np
from keras.models import Sequential
from keras.layers import Conv2D, Flatten, Dense
model = Sequential([Conv2D(32, (3, 3), activation='relu', input_shape=(48, 48, 1)), Flatten(), Dense(7, activation='softmax')])
img = cv2.imread('face.png')
img = cv2.resize(img, (48, 48))  #-
roi = np.expand_dims(img, 0)  #-
#+ img = cv2.cvtColor(img, cv2.COLOR_BGR2GRAY)
#+ img = cv2.resize(img, (48, 48))
#+ roi = np.expand_dims(np.expand_dims(img, 0), -1)
prediction = model.predict(roi / 255.0)
#> shape-mismatch: model.predict gets data of shape (1, 48, 48, 3), but needs (B, 48, 48, 1), where the first axis is the batch: load the pictures gray (1 channel), for these are in colour (3 channels); or give the first layer their shape, (48, 48, 3).
