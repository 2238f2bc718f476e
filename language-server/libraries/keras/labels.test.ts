import { check } from '../../testing/check';

const HEAD = `import numpy as np
import pandas as pd
from sklearn.preprocessing import LabelEncoder
from keras.utils import to_categorical
from keras.preprocessing.image import ImageDataGenerator
from keras.models import Sequential
from keras.layers import Dense, Embedding, Flatten, GlobalAveragePooling2D

table = pd.read_csv('table.csv')
labels = LabelEncoder().fit_transform(table['kind'].values)[:300]
x = np.zeros((300, 8))


def network(units, loss):
    model = Sequential([Dense(units, input_shape=(8,), activation='sigmoid')])
    model.compile('adam', loss)
    return model


`;

describe('labels as Keras has them', () => {
  it('are rows of several classes after to_categorical, however many they are', async () => {
    await check(`${HEAD}rows = to_categorical(labels)
network(5, 'categorical_crossentropy').fit(x, rows)
network(5, 'sparse_categorical_crossentropy').fit(x, labels)
network(5, 'sparse_categorical_crossentropy').fit(x, rows)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
network(1, 'binary_crossentropy').fit(x, labels)
network(1, 'binary_crossentropy').fit(x, rows)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`);
  });

  it('are such rows as dummies, and once more of two classes each', async () => {
    await check(`${HEAD}rows = pd.get_dummies(table['kind'])
network(5, 'categorical_crossentropy').fit(table, rows)
network(1, 'categorical_crossentropy').fit(table, rows.values)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
network(1, 'categorical_crossentropy').fit(table, pd.get_dummies(table['kind'], drop_first=True))
network(1, 'categorical_crossentropy').fit(table, rows.drop(columns=['a']))
network(9, 'categorical_crossentropy').fit(x, to_categorical(to_categorical(labels)))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`);
  });

  it('are such rows from folders too', async () => {
    await check(`${HEAD}files = ImageDataGenerator().flow_from_directory('pictures', target_size=(8, 8))
model = Sequential([GlobalAveragePooling2D(input_shape=(8, 8, 3)), Dense(1, activation='sigmoid')])
model.compile('adam', 'binary_crossentropy')
model.fit(files)
^^^^^^^^^^^^^^^^ shape-mismatch
`);
  });

  it('have as many classes as the largest of those that are written out', async () => {
    await check(`${HEAD}rows = to_categorical(np.array([1, 2, 3, 3]))
network(4, 'categorical_crossentropy').fit(x[:4], rows)
network(3, 'categorical_crossentropy').fit(x[:4], rows)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`);
  });

  it('and words are numbers below those of the table', async () => {
    await check(`${HEAD}model = Sequential([Embedding(100, 8, input_length=20), Flatten(), Dense(1)])
model.compile('adam', 'mse')
model.fit(np.random.randint(0, 100, (300, 20)), labels)
model.fit(np.random.randint(0, 1000, (300, 20)), labels)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ index-out-of-range
`);
  });
});
