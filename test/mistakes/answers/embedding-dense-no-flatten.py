from keras.preprocessing import sequence
from keras.models import Sequential
from keras.layers import Dense, Embedding, Flatten, Dropout
from keras.datasets import imdb

max_features = 20000
maxlen = 80
(x_train, y_train), (x_test, y_test) = imdb.load_data(num_words=max_features)
x_train = sequence.pad_sequences(x_train, maxlen=maxlen)
x_test = sequence.pad_sequences(x_test, maxlen=maxlen)

model = Sequential()
model.add(Embedding(max_features, 128, input_length=maxlen))
#+ model.add(Flatten())
model.add(Dense(64, activation='relu'))
model.add(Dropout(0.5))
model.add(Dense(1, activation='sigmoid'))
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
print('Train...')
model.fit(x_train, y_train, batch_size=32, epochs=15, validation_data=(x_test, y_test))
#> shape-mismatch: model.fit gets targets of shape (25000,) for an output of shape (25000, 80, 1) with binary_crossentropy, but needs targets of the output's shape, with 3 axes: leave out return_sequences in the last recurrent layer, or flatten or pool the steps.
