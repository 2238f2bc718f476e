import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = `import numpy as np
import pandas as pd
import torch
from torch import nn
`;

const shapes = (body: string): Promise<string[]> => shapesOf(HEAD + body);

describe('pandas', () => {
  it('a file has rows, and the columns that the call names', async () => {
    const found = await shapes(`df = pd.read_csv('a.csv')
a = df.values
b = df[['x', 'y', 'z']].values
c = df['x'].to_numpy()
d = pd.read_csv('b.csv', names=['p', 'q', 'r']).drop(columns='r').values
e = pd.read_csv('c.csv', usecols=['p', 'q']).values
f = df.drop('label', axis=1).values
`);
    assert.deepEqual(found, [
      ...['a: (rows, columns)', 'b: (rows, 3)', 'c: (rows,)', 'd: (rows_1, 2)', 'e: (rows_2, 2)'],
      'f: (rows, columns - 1)',
    ]);
  });

  it('a table that is changed is followed', async () => {
    const found = await shapes(`df = pd.DataFrame({'a': [1, 2, 3], 'b': [4, 5, 6], 'c': [7, 8, 9]})
df['d'] = df['a']
df['d'] = 0
a = df.values
y = df.pop('a')
b = df.values
del df['b']
c = df.values
df.drop(['c'], axis=1, inplace=True)
d = df.values
df.columns = ['only']
e = df[['only', 'only']].values
df.dropna(inplace=True)
f = df.values
`);
    assert.deepEqual(found, ['a: (3, 4)', 'b: (3, 3)', 'c: (3, 2)', 'd: (3, 1)', 'e: (3, 2)', 'f: (rows, 1)']);
  });

  it('columns are compared and computed with, and rows chosen by what comes out', async () => {
    const found = await shapes(`df = pd.read_csv('a.csv')
a = (df['x'] / 255).values
b = (1 - df[['x', 'y']] * 2).values
c = df[df['x'] > 0][['x', 'y']].values
d = df['x'][~(df['y'] == 'cat')].values
e = (df['x'] + df['y']).values
h = df[(df['x'] > 0) & df['y'].isin(['a'])][['x']].values
i = df[df['x']].values
df['z'] = df['x'] + df['y']
f = df[['x', 'z']].values
g = pd.get_dummies(df, columns=['y'])[['x', 'z']].values
`);
    assert.deepEqual(found, [
      ...[
        'a: (rows,)',
        'b: (rows, 2)',
        'c: (rows_1, 2)',
        'd: (rows_2,)',
        'e: ?',
        'h: (rows_3, 1)',
        'i: ?',
        'f: (rows, 2)',
        'g: (rows, 2)',
      ],
    ]);
  });

  it('what may be anything is not told', async () => {
    const found = await shapes(`def some(columns, mask, how, path):
    df = pd.read_csv(path)
    a = df[columns]
    b = df[mask].values
    c = df.loc[mask].values
    df.drop(columns=columns, inplace=how)
    d = df.values
    e = pd.read_csv(path, **how).values
    f = pd.concat([pd.read_csv(path), pd.read_csv(path)], axis=1)['x'].values
    g = pd.read_csv(path)
    g.loc[len(g)] = 0
    h = g.values
    i = pd.read_csv(path)
    how(i)
    j = i.values
`);
    const known = found.filter((each) => !each.endsWith(': ?'));
    assert.deepEqual(known, []);
  });

  it('numbers of text reach the network in double precision by a scaler, unless they were made shorter', async () => {
    await check(`import numpy as np, pandas as pd, torch
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import Binarizer, LabelEncoder, StandardScaler
net, scaler = torch.nn.Linear(2, 1), StandardScaler()
df = pd.read_csv('a.csv')
train, test = train_test_split(df[['a', 'b']].values)
net(torch.from_numpy(scaler.fit_transform(train)))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dtype-mismatch
net(torch.tensor(scaler.transform(test)))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dtype-mismatch
df['c'] = LabelEncoder().fit_transform(df['c'])
net(torch.from_numpy(scaler.transform(df.iloc[:, :2])))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ dtype-mismatch
net(torch.from_numpy(scaler.transform(df.iloc[:, :2])).float())
torch.nn.Embedding(2, 3)(torch.from_numpy(Binarizer().fit_transform(np.arange(6).reshape(3, 2))))
df['b'] = df['b'].astype(np.float32)
short = [df, pd.read_csv('a.csv', dtype=np.float32), pd.read_csv('a.csv').astype('float32')]
net(torch.from_numpy(scaler.transform(short[0][['a', 'b']])))
net(torch.from_numpy(scaler.transform(short[1][['a', 'b']])))
net(torch.from_numpy(scaler.transform(short[2][['a', 'b']])))
net(torch.from_numpy(scaler.transform(pd.DataFrame({'a': np.zeros(4, dtype=np.float32), 'b': [1, 2, 3, 4]}))))
net(torch.from_numpy(scaler.transform(pd.DataFrame({'a': [1, 2], 'b': [3, 4]}, dtype=np.float32))))
`);
  });

  it('a column too many reaches the network', async () => {
    await check(`${HEAD}df = pd.read_csv('a.csv')
x = torch.tensor(df[['a', 'b', 'c']].values, dtype=torch.float32)
y = nn.Linear(4, 1)(x)
#   ^^^^^^^^^^^^^^^^^^ shape-mismatch
z = nn.Linear(3, 1)(x)
`);
  });
});

describe('labels of tables', () => {
  it('are names of columns, and may each stand for several rows', async () => {
    const found = await shapesOf(`import pandas as pd, numpy as np, torch
df = pd.DataFrame(np.random.rand(6, 3), columns=[f'f{i}' for i in range(3)])
names = [c for c in df.columns if c != 'f1']
x = torch.from_numpy(df.loc[np.arange(4), names].values)
x = torch.zeros(len(names), len(df.columns.tolist()))
`);
    assert.deepEqual(
      found.filter((claim) => claim.startsWith('x: ')),
      ['x: (rows, 2)', 'x: (2, 3)'],
    );
  });
});
