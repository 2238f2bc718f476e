import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
inp = keras.Input((64, 64, 3))
x = layers.Conv2D(16, 3, activation='relu')(inp)
x = layers.GlobalAveragePooling2D()(x)
box = layers.Dense(4, name='box')(x)
cls = layers.Dense(5, activation='softmax', name='cls')(x)
model = keras.Model(inp, [box, cls])
model.compile('adam', loss={'box': 'mse', 'cls': 'sparse_categorical_crossentropy'}, loss_weights={'box': 1., 'cls': .5})
X = np.zeros((20, 64, 64, 3)); B = np.zeros((20, 4)); C = np.zeros((20,), int)
model.fit(X, {'box': B, 'cls': C}, epochs=1)
model.compile('adam', loss=['mse', 'sparse_categorical_crossentropy'])
model.fit(X, [B, C], epochs=1)
pb, pc = model.predict(X[:2])
print(pb.shape, pc.argmax(-1))
