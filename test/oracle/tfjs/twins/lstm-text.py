import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

VOCABULARY = 40
LENGTH = 12

model = keras.Sequential(
    layers=[
        layers.Embedding(input_dim=VOCABULARY, output_dim=8, input_length=LENGTH),
        layers.LSTM(units=16, return_sequences=True),
        layers.Dropout(rate=0.1),
        layers.LSTM(units=10),
        layers.Dense(units=VOCABULARY, activation='softmax'),
    ],
)
model.compile(loss='sparse_categorical_crossentropy', optimizer=keras.optimizers.RMSprop(0.01))

tokens = tf.random.uniform([4, LENGTH], 0, VOCABULARY, 'int32')
next = tf.random.uniform([4], 0, VOCABULARY, 'int32')
model.fit(tokens, next, epochs=1)
probabilities = model.predict(tokens)
word = tf.argmax(tf.slice(probabilities, [0, 0], [1, VOCABULARY]), 1)
