import tensorflow as tf
from tensorflow.keras import layers
ds = tf.keras.preprocessing.image_dataset_from_directory('photos', image_size=(64, 64), batch_size=32)  #-
#+ ds = tf.keras.preprocessing.image_dataset_from_directory('photos', image_size=(64, 64), batch_size=32, label_mode='categorical')
model = tf.keras.Sequential([layers.InputLayer(input_shape=(64, 64, 3)), layers.Conv2D(16, 3), layers.GlobalAveragePooling2D(), layers.Dense(4, activation='softmax')])
model.compile(optimizer='adam', loss='categorical_crossentropy')
model.fit(ds, epochs=3)
#> shape-mismatch: model.fit gets targets of shape (n0,) for an output of shape (n0, 4) with categorical_crossentropy, but needs one-hot rows of 4: use sparse_categorical_crossentropy for class numbers, or have the data give one-hot rows, by class_mode or label_mode 'categorical'.
