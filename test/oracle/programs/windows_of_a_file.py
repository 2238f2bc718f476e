# Windows of one long sequence, at places that are drawn: a batch of a language model, as files are mapped to arrays.
import os
import random
import tempfile

import numpy as np
import torch

path = os.path.join(tempfile.mkdtemp(), 'tokens.bin')
np.arange(500, dtype=np.uint16).tofile(path)
block_size, batch_size = 16, 4


def get_batch():
    data = np.memmap(path, dtype=np.uint16, mode='r')
    ix = torch.randint(len(data) - block_size, (batch_size,))
    x = torch.stack([torch.from_numpy(data[i : i + block_size].astype(np.int64)) for i in ix])
    y = torch.stack([torch.from_numpy(data[i + 1 : i + 1 + block_size].astype(np.int64)) for i in ix])
    return x, y


xb, yb = get_batch()

series = torch.from_numpy(np.fromfile(path, dtype=np.uint16, count=300).astype(np.float32))
for at in range(60, len(series)):
    window = series[at - 60 : at]
for i in torch.randperm(len(series) - 8).tolist():
    part = series[i : i + 8]
place = random.randint(2, len(series) - 10)
first = series[place - 2 : place + 10]
place = np.random.randint(0, len(series) - 9)
second = series[place : place + 10]
last = torch.randint(5, 20, (1,)).item()
third = series[last : last + 4]
header = np.frombuffer(b'abcdefgh', dtype=np.uint8, count=6)
grid = np.ndarray((3, 4), dtype=np.float32)
row = np.memmap(path, dtype=np.uint16, mode='r', shape=(20, 25))[2]

# A window at the end may be shorter: its size is not known.
drawn = torch.randint(len(series), (1,)).item()
rest = series[drawn : drawn + 8]
