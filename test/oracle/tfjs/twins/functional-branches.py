import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

image = keras.Input(shape=(16, 16, 3))
facts = keras.Input(shape=(5,))
conv = layers.Conv2D(filters=6, kernel_size=3, padding='same', activation='relu')(image)
pooled = layers.GlobalAveragePooling2D()(conv)
hidden = layers.Dense(units=6)(facts)
joined = layers.Concatenate()([pooled, hidden])
summed = layers.Add()([pooled, hidden])
both = layers.Concatenate(axis=1)([joined, summed])
output = layers.Dense(units=2, activation='softmax')(both)
model = keras.Model(inputs=[image, facts], outputs=output)
answer = model.predict([tf.zeros([3, 16, 16, 3]), tf.ones([3, 5])])
