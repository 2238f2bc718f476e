import numpy as np
from keras.models import Model
from keras.layers import Input, LSTM, Dense
num_enc, num_dec, latent = 71, 93, 256
enc_data = np.zeros((1000, 16, num_enc)); dec_data = np.zeros((1000, 59, num_dec)); tgt = np.zeros((1000, 59, num_dec))
encoder_inputs = Input(shape=(None, num_enc))
encoder = LSTM(latent, return_state=True)
encoder_outputs, state_h, state_c = encoder(encoder_inputs)
encoder_states = [state_h, state_c]
decoder_inputs = Input(shape=(None, num_dec))
decoder_lstm = LSTM(latent, return_sequences=True, return_state=True)
decoder_outputs, _, _ = decoder_lstm(decoder_inputs, initial_state=encoder_states)
decoder_dense = Dense(num_dec, activation='softmax')
decoder_outputs = decoder_dense(decoder_outputs)
model = Model([encoder_inputs, decoder_inputs], decoder_outputs)
model.compile(optimizer='rmsprop', loss='categorical_crossentropy')
model.fit([enc_data, dec_data], tgt, batch_size=64, epochs=100, validation_split=0.2)
encoder_model = Model(encoder_inputs, encoder_states)
di = [Input(shape=(latent,)), Input(shape=(latent,))]
out, h, c = decoder_lstm(decoder_inputs, initial_state=di)
decoder_model = Model([decoder_inputs] + di, [decoder_dense(out)] + [h, c])
states = encoder_model.predict(enc_data[0:1])
target = np.zeros((1, 1, num_dec))
tokens, h, c = decoder_model.predict([target] + states)
idx = np.argmax(tokens[0, -1, :])
