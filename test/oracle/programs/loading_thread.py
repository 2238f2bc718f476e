"""Batches that a thread of the program's own makes ahead, and a network that is trained on them."""
import queue
import threading

import torch
from torch import nn


class Loading(threading.Thread):
    """Puts batches into a queue, and keeps how many were made."""

    def __init__(self, batches, made):
        super().__init__()
        self.batches = batches
        self.made = made

    def run(self):
        for step in range(3):
            generator = torch.Generator().manual_seed(step)
            batch = torch.randn(8, 4, generator=generator)  # (8, 4)
            self.made.append(batch.mean(1))
            self.batches.put(batch)
        self.batches.put(None)


batches, made = queue.Queue(), []
loading = Loading(batches, made)
loading.start()
model = nn.Sequential(nn.Linear(4, 16), nn.ReLU(), nn.Linear(16, 1))
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
while (batch := batches.get()) is not None:
    target = batch.sum(1, keepdim=True)
    prediction = model(batch)
    loss = nn.functional.mse_loss(prediction, target)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
loading.join()
means = torch.cat(made)
probe = model(torch.zeros(2, 4))
