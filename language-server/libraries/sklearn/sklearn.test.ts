import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = `import pandas as pd
import torch
from sklearn.datasets import load_digits, load_iris, make_blobs
from sklearn.model_selection import KFold, train_test_split
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from torch import nn
`;

const shapes = (body: string): Promise<string[]> => shapesOf(HEAD + body);

describe('scikit-learn', () => {
  it('halves of one split have the same number of samples', async () => {
    const found = await shapes(`df = pd.read_csv('a.csv')
X, y = df[['a', 'b']].values, df['label'].values
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2)
scaler = StandardScaler()
a = torch.tensor(scaler.fit_transform(X_train), dtype=torch.float32)
b = torch.tensor(scaler.transform(X_test))
`);
    assert.deepEqual(found, [
      ...['X: (rows, 2)', 'y: (rows,)', 'X_train: (rows - test, 2)', 'X_test: (test, 2)', 'y_train: (rows - test,)'],
      ...['y_test: (test,)', 'a: (rows - test, 2)', 'b: (test, 2)'],
    ]);
  });

  it('reports what does not belong together', async () => {
    await check(`${HEAD}X, y = load_iris(return_X_y=True)
train_test_split(X[1:], y)
^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
scaler = StandardScaler().fit(X)
scaler.transform(X[:, :3])
^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
StandardScaler().fit_transform(y)
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
nn.Linear(3, 1)(torch.from_numpy(X).float())
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`);
  });

  it('says nothing of what it does not know', async () => {
    const found = await shapes(`def some(X, y, n, how, encoder):
    a, b, c, d = train_test_split(X, y, **how)
    e = StandardScaler().fit_transform(X)
    f = encoder.fit_transform(y)
    g = OneHotEncoder(sparse_output=how).fit_transform(load_iris().data)
    h = load_digits(n_class=n)['frame']
    i = load_iris(return_X_y=how)
    j = StandardScaler().set_output(transform=how).fit_transform(load_iris().data)
`);
    assert.deepEqual(
      found.filter((each) => !each.endsWith(': ?')),
      [],
    );
    await check(`${HEAD}def some(X, y, scaler):
    scaler.transform(X), train_test_split(X, y[1:]), StandardScaler().fit(X).transform(y)
`);
  });

  it('measures compare as many samples and columns', () =>
    check(`${HEAD}from sklearn.metrics import accuracy_score, confusion_matrix, mean_squared_error
import numpy as np
from keras.utils import to_categorical
y = np.arange(30) % 3
rows = to_categorical(y)
accuracy_score(y, y[1:])
^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
accuracy_score(rows, y)
^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
mean_squared_error(np.zeros((30, 3)), np.zeros((30, 4)))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
accuracy_score(y[:, None], y), accuracy_score(to_categorical(y * 0, 1), y)
confusion_matrix(rows.argmax(axis=1), y)
mean_squared_error(np.zeros((30, 3)), np.ones((30, 3)))
`));
});
