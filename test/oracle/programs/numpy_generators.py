"""Draws training data with NumPy's three kinds of generator and measures it."""
import numpy as np
import torch

np.random.seed(0)
old = np.random.RandomState(7)
old.seed(8)
new = np.random.default_rng(9)

blobs = np.concatenate([old.randn(20, 2) + 2, old.rand(20, 2) - 2])
order = np.arange(40)
old.shuffle(order)
noise = old.normal(0.0, 0.1, size=(40, 2))
shift = old.uniform(-1, 1, (1, 2))
jitter = old.standard_normal((40, 2))
dropped = old.random((40, 2)) < 0.1
kept = old.random_sample((40, 2))
labels = old.randint(0, 2, size=40)
points = blobs[order] + noise + shift + 0.1 * jitter

weights = new.normal(size=(2, 16))
bias = new.uniform(-0.1, 0.1, size=16)
hidden = np.tanh(points @ weights + bias)
mask = new.random((40, 16))
ids = new.integers(0, 5, size=(40, 3))
start = new.standard_normal((16,))
turns = np.arange(16)
new.shuffle(turns)
draws = np.random.random_sample((4, 4))

spread = np.std(points, axis=0)
variance = points.var(axis=0)
highest = np.max(points, axis=0)
lowest = points.min(axis=0)
nearest = (points ** 2).sum(axis=1).argmin()
closest = np.abs(points).argmin(axis=0)
volume = np.prod(highest - lowest)
angles = np.cos(points)
small = np.expm1(noise)
octaves = np.log2(np.abs(points) + 1)
decades = np.log10(np.abs(points) + 1)
saved = np.copy(points)
rows = labels.tolist()

x = torch.from_numpy(points).float()
y = torch.from_numpy(labels)
h = torch.from_numpy(hidden)
embedded = torch.nn.Embedding(5, 6)(torch.from_numpy(ids))
