import cv2
import numpy as np
import tensorflow as tf
img = cv2.imread('a.png')
half = cv2.resize(img, (0, 0), fx=0.5, fy=0.5)
big = cv2.resize(img, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC)
x = np.expand_dims(cv2.resize(big, (224, 224)), 0)
seq = tf.zeros((2, 50, 3))
pooled = tf.nn.max_pool(seq, 2, 2, 'SAME')
conv = tf.nn.conv2d(tf.cast(x, tf.float32), tf.zeros((3, 3, 3, 8)), 1, 'SAME')
g = cv2.cvtColor(img, cv2.COLOR_BGR2GRAY)
g = cv2.GaussianBlur(g, (5, 5), 0)
ret, th = cv2.threshold(g, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
contours, _ = cv2.findContours(th, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
for c in contours:
    a, b, w, h = cv2.boundingRect(c)
    roi = g[b:b + h, a:a + w]
    roi = cv2.resize(roi, (28, 28)).reshape(1, 28, 28, 1)
model = tf.keras.Sequential([tf.keras.layers.Conv2D(3, 3, input_shape=(28, 28, 1)), tf.keras.layers.Flatten(), tf.keras.layers.Dense(10)])
print(model.predict(np.zeros((1, 28, 28, 1))).argmax())
