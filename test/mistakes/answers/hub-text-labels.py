import tensorflow as tf
import numpy as np
import pandas as pd
df = pd.read_csv('tweets.csv')
texts = df['text'].tolist()
labels = df['label'].values
vec = tf.keras.layers.TextVectorization(max_tokens=5000, output_sequence_length=50)
vec.adapt(texts)
X = vec(np.array(texts)).numpy()
model = tf.keras.Sequential([tf.keras.layers.Embedding(5000, 16, input_length=50), tf.keras.layers.GlobalAveragePooling1D(), tf.keras.layers.Dense(3, activation='softmax')])
model.compile('adam', 'categorical_crossentropy')  #-
#+ model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(X, labels, epochs=5)
#> shape-mismatch: model.fit gets targets of shape (rows,) for an output of shape (rows, 3) with categorical_crossentropy, but needs one-hot rows of 3: use sparse_categorical_crossentropy for class numbers, or to_categorical.
