import tensorflow as tf
from tensorflow.keras import Sequential, layers

IMAGE = 28
CLASSES = 10


def create_model():
    model = Sequential()
    model.add(
        layers.Conv2D(input_shape=(IMAGE, IMAGE, 1), kernel_size=5, filters=8, strides=1, activation='relu'),
    )
    model.add(layers.MaxPooling2D(pool_size=(2, 2), strides=(2, 2)))
    model.add(layers.Conv2D(kernel_size=5, filters=16, activation='relu'))
    model.add(layers.MaxPooling2D(pool_size=(2, 2), strides=(2, 2)))
    model.add(layers.Flatten())
    model.add(layers.Dense(units=CLASSES, activation='softmax'))
    model.compile(optimizer='sgd', loss='categorical_crossentropy', metrics=['accuracy'])
    return model


def run():
    model = create_model()
    images = tf.random.uniform([8, IMAGE * IMAGE])
    xs = tf.reshape(images, [8, IMAGE, IMAGE, 1])
    labels = tf.constant([3, 1, 4, 1, 5, 9, 2, 6])
    ys = tf.one_hot(labels, CLASSES)
    model.fit(xs, ys, epochs=1, batch_size=4)
    probabilities = model.predict(xs)
    guesses = probabilities.argmax(-1)
    return guesses


run()
