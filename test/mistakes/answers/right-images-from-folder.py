import os, glob, random
import cv2
import numpy as np
from tqdm import tqdm
IMG = 64
data = []
labels = []
for label, folder in enumerate(['cats', 'dogs']):
    for path in tqdm(glob.glob(os.path.join('data', folder, '*.jpg'))):
        img = cv2.imread(path)
        if img is None:
            continue
        img = cv2.cvtColor(img, cv2.COLOR_BGR2GRAY)
        img = cv2.resize(img, (IMG, IMG))
        data.append(img)
        labels.append(label)
X = np.array(data).reshape(-1, IMG, IMG, 1).astype('float32') / 255.0
y = np.array(labels)
perm = np.random.permutation(len(X))
X, y = X[perm], y[perm]
from keras.models import Sequential
from keras.layers import Conv2D, MaxPooling2D, Flatten, Dense
from keras.utils import to_categorical
y = to_categorical(y, 2)
model = Sequential([Conv2D(32, (3, 3), activation='relu', input_shape=X.shape[1:]), MaxPooling2D(), Flatten(), Dense(2, activation='softmax')])
model.compile('adam', 'categorical_crossentropy', metrics=['accuracy'])
model.fit(X, y, batch_size=32, epochs=3, validation_split=0.3)
img = cv2.imread('test.jpg', cv2.IMREAD_GRAYSCALE)
img = cv2.resize(img, (IMG, IMG))
print(model.predict(img.reshape(-1, IMG, IMG, 1)))
