import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

encoder_input = keras.Input(shape=(None, 7))
encoder = layers.LSTM(units=5, return_state=True)
_, state_h, state_c = encoder(encoder_input)
joined = layers.Concatenate()([state_h, state_c])
start = layers.Dense(units=9)(joined)
model = keras.Model(inputs=encoder_input, outputs=start)
short = model.predict(tf.zeros([2, 3, 7]))
long = model.predict(tf.zeros([4, 11, 7]))
free = keras.Input(shape=(None, None, 3))
convolved = layers.Conv2D(filters=2, kernel_size=3, padding='same')(free)
pooled = layers.GlobalAveragePooling2D()(convolved)
any = keras.Model(inputs=free, outputs=pooled)
answer = any.predict(tf.zeros([1, 9, 13, 3]))
