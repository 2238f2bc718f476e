import tensorflow as tf
(x, y), _ = tf.keras.datasets.cifar10.load_data()
def preprocess(image, label):
    image = tf.cast(image, tf.float32) / 255.0
    label = tf.one_hot(label, 10)  #-
#+     label = tf.one_hot(tf.squeeze(label), 10)
    return image, label
ds = tf.data.Dataset.from_tensor_slices((x, y)).map(preprocess).batch(64)
model = tf.keras.Sequential([
    tf.keras.layers.InputLayer((32, 32, 3)),
    tf.keras.layers.Conv2D(32, 3, activation='relu'),
    tf.keras.layers.GlobalAveragePooling2D(),
    tf.keras.layers.Dense(10, activation='softmax')])
model.compile('adam', 'categorical_crossentropy')
model.fit(ds, epochs=2)
#> shape-mismatch: model.fit gets targets of shape (n0, 1, 10) for an output of shape (n0, 10) with categorical_crossentropy, but needs targets of the output's shape, with 2 axes: drop the targets' axis 1, of size 1, before they become one-hot: squeeze the class numbers.
