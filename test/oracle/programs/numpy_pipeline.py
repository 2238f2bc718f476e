import numpy as np
import torch
from torch.utils.data import DataLoader, TensorDataset

rng = np.random.default_rng(0)
raw = np.random.rand(60, 8).astype(np.float32)
target = (raw.sum(axis=1) > 4).astype(np.int64)
raw[:, 0] = np.log1p(raw[:, 0])
mean, std = raw.mean(axis=0), raw.std(axis=0)
standard = (raw - mean) / std
n_train = int(0.8 * len(standard))
X_train, X_test = standard[:n_train], standard[n_train:]
y_train, y_test = target[:n_train], target[n_train:]

X_train_t = torch.from_numpy(X_train)
y_train_t = torch.from_numpy(y_train)
X_test_t = torch.tensor(X_test)
train_loader = DataLoader(TensorDataset(X_train_t, y_train_t), batch_size=16, shuffle=True)

net = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2))
opt = torch.optim.Adam(net.parameters())
for xb, yb in train_loader:
    logits = net(xb)
    loss = torch.nn.functional.cross_entropy(logits, yb)
    opt.zero_grad()
    loss.backward()
    opt.step()

with torch.no_grad():
    probs = torch.softmax(net(X_test_t), dim=1).numpy()
pred = np.argmax(probs, axis=1)
accuracy = float((pred == y_test).mean())
confusion = np.zeros((2, 2), dtype=int)
for t, p in zip(y_test, pred):
    confusion[t, p] += 1
back = torch.as_tensor(probs)
series = np.sin(np.linspace(0, 20, 100))
windows = np.stack([series[i:i + 10] for i in range(0, 80, 10)])
inputs = torch.from_numpy(windows[:, :-1]).float().unsqueeze(-1)
labels = torch.from_numpy(windows[:, -1:].copy()).float()
rnn = torch.nn.RNN(1, 6, batch_first=True)
out, h = rnn(inputs)
images = np.random.randint(0, 255, (4, 28, 28, 3), dtype=np.uint8)
chw = torch.from_numpy(images.transpose(0, 3, 1, 2)).float().div(255)
gray = chw.mean(dim=1, keepdim=True)
onehot = torch.from_numpy(np.eye(5, dtype=np.float32)[np.array([0, 3, 1])])
