import numpy as np
from keras.layers import Input, Dense, Reshape, Flatten, LeakyReLU
from keras.models import Sequential, Model
from keras.optimizers import Adam
from keras.datasets import mnist
latent_dim = 100
img_shape = (28, 28, 1)
def build_generator():
    m = Sequential()
    m.add(Dense(256, input_dim=latent_dim))
    m.add(LeakyReLU(0.2))
    m.add(Dense(np.prod(img_shape), activation='tanh'))
    m.add(Reshape(img_shape))
    z = Input(shape=(latent_dim,))
    return Model(z, m(z))
def build_discriminator():
    m = Sequential()
    m.add(Flatten(input_shape=img_shape))
    m.add(Dense(512))
    m.add(Dense(1, activation='sigmoid'))
    img = Input(shape=img_shape)
    return Model(img, m(img))
opt = Adam(0.0002, 0.5)
D = build_discriminator()
D.compile(loss='binary_crossentropy', optimizer=opt, metrics=['accuracy'])
G = build_generator()
z = Input(shape=(latent_dim,))
D.trainable = False
combined = Model(z, D(G(z)))
combined.compile(loss='binary_crossentropy', optimizer=opt)
(X_train, _), (_, _) = mnist.load_data()
X_train = X_train / 127.5 - 1.
X_train = np.expand_dims(X_train, axis=3)
batch_size = 32
valid = np.ones((batch_size, 1))
fake = np.zeros((batch_size, 1))
for epoch in range(1000):
    idx = np.random.randint(0, X_train.shape[0], batch_size)
    imgs = X_train[idx]
    noise = np.random.normal(0, 1, (batch_size, latent_dim))
    gen_imgs = G.predict(noise)
    d_real = D.train_on_batch(imgs, valid)
    d_fake = D.train_on_batch(gen_imgs, fake)
    d_loss = 0.5 * np.add(d_real, d_fake)
    g_loss = combined.train_on_batch(noise, valid)
    if epoch % 200 == 0:
        gen_imgs = 0.5 * G.predict(np.random.normal(0, 1, (25, latent_dim))) + 0.5
        for i in range(5):
            print(gen_imgs[i, :, :, 0].shape)
