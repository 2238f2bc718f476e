"""A training script that wraps its model where there are several devices, and calls it in other ways elsewhere."""
import os

import torch
import torch.nn as nn
import torch.nn.functional as F


class Encoder(nn.Module):
    def __init__(self, width, shortcut=None):
        super().__init__()
        self.project = nn.Linear(12, width)
        self.shortcut = shortcut

    def forward(self, x):
        h = self.project(x)
        if self.shortcut is not None:
            skip = self.shortcut(x)
            h = h + skip
        return F.relu(h)

    def embed(self, x):
        code = self.forward(x).mean(1)
        return code


class WithLoss(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x, target=None):
        out = self.model(x)
        return out if target is None else F.mse_loss(out, target)


distributed = int(os.environ.get('WORLD_SIZE', '1')) > 1
model = Encoder(8, nn.Linear(12, 8) if os.environ.get('SHORTCUT') else None)
sample = model(torch.zeros(1, 3, 12))
if distributed:
    model = nn.parallel.DistributedDataParallel(model, device_ids=[0])
elif torch.cuda.device_count() > 1:
    model = nn.DataParallel(model)
raw = model.module if isinstance(model, (nn.DataParallel, nn.parallel.DistributedDataParallel)) else model
optimizer = torch.optim.SGD(raw.parameters(), lr=0.1)
for _ in range(2):
    batch = torch.randn(16, 5, 12)
    out = model(batch)
    loss = out.pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
codes = raw.embed(torch.randn(4, 7, 12))

teacher = Encoder(6)
if os.environ.get('WITH_LOSS'):
    teacher = WithLoss(teacher)
teacher.eval()
with torch.no_grad():
    hidden = teacher(torch.randn(2, 9, 12))
activation = nn.GELU() if os.environ.get('GELU') else nn.ReLU()
active = activation(hidden)
step = teacher.forward if os.environ.get('FORWARD') else teacher
again = step(torch.randn(3, 1, 12))
