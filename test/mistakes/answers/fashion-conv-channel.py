import tensorflow as tf
from tensorflow import keras
import numpy as np

fashion_mnist = keras.datasets.fashion_mnist
(train_images, train_labels), (test_images, test_labels) = fashion_mnist.load_data()
train_images = train_images / 255.0
test_images = test_images / 255.0
#+ train_images = train_images[..., np.newaxis]
#+ test_images = test_images[..., np.newaxis]

model = keras.Sequential([
    keras.layers.Conv2D(32, (3, 3), activation='relu', input_shape=(28, 28, 1)),
    keras.layers.MaxPooling2D((2, 2)),
    keras.layers.Conv2D(64, (3, 3), activation='relu'),
    keras.layers.Flatten(),
    keras.layers.Dense(128, activation='relu'),
    keras.layers.Dense(10)
])
model.compile(optimizer='adam',
              loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
              metrics=['accuracy'])
probability_model = model  #-
predictions = probability_model.predict(test_images[0])  #-
#> shape-mismatch: model.predict gets data of shape (28, 28), but needs (B, 28, 28, 1), where the first axis is the batch: give the sample axes for batch and channels: x[np.newaxis, ..., np.newaxis].
#+ probability_model = keras.Sequential([model, keras.layers.Softmax()])
#+ predictions = probability_model.predict(test_images[:1])
print(np.argmax(predictions[0]))
