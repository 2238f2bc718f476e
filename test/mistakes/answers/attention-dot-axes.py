from keras.layers import Input, LSTM, Dense, Dot, dot, Activation, concatenate, TimeDistributed
from keras.models import Model
enc_in = Input(shape=(10, 64))
dec_in = Input(shape=(12, 64))
encoder = LSTM(128, return_sequences=True)(enc_in)
decoder = LSTM(100, return_sequences=True)(dec_in)  #-
#+ decoder = LSTM(128, return_sequences=True)(dec_in)
attention = dot([decoder, encoder], axes=[2, 2])
#> shape-mismatch: layers.Dot gets shapes (B, 12, 100), (B_1, 10, 128) over the axes 2 and 2, but needs equal sizes there, not 100 and 128: name the axes that have one size, or bring both to one width with a dense layer.
attention = Activation('softmax')(attention)
context = dot([attention, encoder], axes=[2, 1])
combined = concatenate([context, decoder])
output = TimeDistributed(Dense(30, activation='softmax'))(combined)
model = Model(inputs=[enc_in, dec_in], outputs=output)
