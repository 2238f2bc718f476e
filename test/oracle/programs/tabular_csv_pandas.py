"""A table of houses, read from CSV: cleaned with pandas, scaled with scikit-learn, learnt by a small network."""
import io

import numpy as np
import pandas as pd
import torch
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

rng = np.random.default_rng(0)
lines = ['area,rooms,age,garden,price']
for i in range(120):
    area, rooms, age = rng.integers(30, 200), rng.integers(1, 7), rng.integers(0, 90)
    lines.append(f'{area},{rooms},{age},{i % 2},{area * 3 + rooms * 10 - age}')

df = pd.read_csv(io.StringIO('\n'.join(lines)))
df = df.dropna()
target = df.pop('price')
features = df[['area', 'rooms', 'age', 'garden']]

X_train, X_test, y_train, y_test = train_test_split(features, target, test_size=0.2, random_state=0)
scaler = StandardScaler()
X_train = scaler.fit_transform(X_train)
X_test = scaler.transform(X_test)

X_train_t = torch.tensor(X_train, dtype=torch.float32)
X_test_t = torch.tensor(X_test, dtype=torch.float32)
y_train_t = torch.tensor(y_train.values, dtype=torch.float32).unsqueeze(1)
y_test_t = torch.FloatTensor(y_test.to_numpy()).view(-1, 1)


class Regression(nn.Module):
    def __init__(self, inputs, hidden=32):
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(inputs, hidden), nn.ReLU(), nn.Linear(hidden, 1))

    def forward(self, x):
        return self.layers(x)


model = Regression(X_train_t.shape[1])
optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
criterion = nn.MSELoss()
loader = DataLoader(TensorDataset(X_train_t, y_train_t), batch_size=16, shuffle=True)

for epoch in range(2):
    for xb, yb in loader:
        prediction = model(xb)
        loss = criterion(prediction, yb)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

with torch.no_grad():
    test_prediction = model(X_test_t)
    error = (test_prediction - y_test_t).abs().mean()

first = torch.from_numpy(features.iloc[:8].to_numpy(dtype=np.float32))
row = torch.tensor(features.iloc[0].values, dtype=torch.float32)
y = model(first)
z = model(row)

features = [name for name in pd.DataFrame(np.random.rand(6, 3), columns=[f'f{i}' for i in range(3)]).columns if name != 'f1']
measured = pd.DataFrame(np.random.rand(6, 3), columns=[f'f{i}' for i in range(3)])
picked = torch.from_numpy(measured.loc[np.arange(4), features].values)
column = torch.from_numpy(measured.loc[[0, 2], 'f0'].values)
counted = torch.zeros(len(measured.columns.tolist()))
