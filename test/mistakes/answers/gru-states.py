from tensorflow.keras.layers import Input, GRU, Dense, Concatenate, Embedding
from tensorflow.keras.models import Model
enc_in = Input(shape=(None,))
emb = Embedding(5000, 128)
enc_out, state = GRU(256, return_state=True)(emb(enc_in))
dec_in = Input(shape=(None,))
dec = GRU(128, return_sequences=True, return_state=True)  #-
#+ dec = GRU(256, return_sequences=True, return_state=True)
dec_out, _ = dec(emb(dec_in), initial_state=state)
#> shape-mismatch: layers.GRU gets an initial state of shape (B, 256), but needs a width of 128, its units: give both layers as many units; two directions joined are twice as wide as one.
out = Dense(5000, activation='softmax')(dec_out)
model = Model([enc_in, dec_in], out)
