import numpy as np
import math
from tensorflow.keras.utils import Sequence
from tensorflow.keras import layers, models
class Gen(Sequence):
    def __init__(self, x, y, batch_size):
        self.x, self.y = x, y
        self.batch_size = batch_size
    def __len__(self):
        return math.ceil(len(self.x) / self.batch_size)
    def __getitem__(self, idx):
        bx = self.x[idx * self.batch_size:(idx + 1) * self.batch_size]
        by = self.y[idx * self.batch_size:(idx + 1) * self.batch_size]
        return bx, by
x = np.random.rand(300, 40, 40)
#+ x = x[..., np.newaxis]
y = np.random.randint(0, 3, 300)
model = models.Sequential([
    layers.Conv2D(8, 3, activation='relu', input_shape=(40, 40, 3)),  #-
#+     layers.Conv2D(8, 3, activation='relu', input_shape=(40, 40, 1)),
    layers.Flatten(), layers.Dense(3, activation='softmax')])
model.compile('adam', 'sparse_categorical_crossentropy')
model.fit(Gen(x, y, 32), epochs=2)
#> shape-mismatch: model.fit gets data of shape (n0, 40, 40), but needs (B, 40, 40, 3), where the first axis is the batch: give the first layer the shape of one sample, (40, 40), or change the data.
