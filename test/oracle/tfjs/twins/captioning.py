import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

features = keras.Input(shape=(20,), name='features')
words = keras.Input(shape=(7,), name='words')
state = layers.Dense(units=9, activation='tanh')(features)
repeated = layers.RepeatVector(n=7)(state)
embedded = layers.Embedding(input_dim=30, output_dim=9)(words)
merged = layers.Concatenate()([repeated, embedded])
sequence = layers.LSTM(units=11, return_sequences=True)(merged)
logits = layers.TimeDistributed(layer=layers.Dense(units=30))(sequence)
model = keras.Model(inputs=[features, words], outputs=logits)
answer = model.predict([tf.zeros([2, 20]), tf.ones([2, 7])])
best = answer.argmax(2)
