from keras.layers import Input, Dense, LSTM, Embedding, concatenate, Flatten
from keras.models import Model

main_input = Input(shape=(100,), dtype='int32', name='main_input')
x = Embedding(output_dim=512, input_dim=10000, input_length=100)(main_input)
lstm_out = LSTM(32, return_sequences=True)(x)  #-
#+ lstm_out = LSTM(32)(x)
auxiliary_input = Input(shape=(5,), name='aux_input')
x = concatenate([lstm_out, auxiliary_input])
#> shape-mismatch: layers.Concatenate gets shapes (B, 100, 32), (B_1, 5), but needs as many axes in each: flatten or pool the longer ones, or reshape the shorter ones.
x = Dense(64, activation='relu')(x)
main_output = Dense(1, activation='sigmoid', name='main_output')(x)
model = Model(inputs=[main_input, auxiliary_input], outputs=main_output)
model.compile(optimizer='rmsprop', loss='binary_crossentropy')
