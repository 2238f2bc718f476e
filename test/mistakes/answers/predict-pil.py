from PIL import Image
import numpy as np
from keras.models import Sequential
from keras.layers import Conv2D, Flatten, Dense
model = Sequential([Conv2D(8, (3, 3), input_shape=(128, 128, 3)), Flatten(), Dense(10, activation='softmax')])
img = Image.open('x.png').convert('RGB').resize((128, 128))
x = np.array(img) / 255.0
print(model.predict(x))  #-
#> shape-mismatch: model.predict gets data of shape (128, 128, 3), but needs (B, 128, 128, 3), where the first axis is the batch: put the sample into a batch: a first axis of size 1, by np.expand_dims(x, 0).
#+ print(model.predict(x[None, ...]))
