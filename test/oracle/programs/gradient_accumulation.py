import torch
import torch.nn as nn


def micro_batches(x, y, size):
    for start in range(0, len(x), size):
        yield x[start:start + size], y[start:start + size]


net = nn.Sequential(nn.Linear(5, 12), nn.Tanh(), nn.Linear(12, 1))
opt = torch.optim.AdamW([{"params": net[0].parameters(), "lr": 1e-3}, {"params": net[2].parameters()}], lr=1e-2)
x, y = torch.randn(24, 5), torch.randn(24, 1)
opt.zero_grad()
for xb, yb in micro_batches(x, y, 8):
    out = net(xb)
    loss = nn.functional.mse_loss(out, yb) / 3
    loss.backward()
total_norm = nn.utils.clip_grad_norm_(net.parameters(), 1.0)
opt.step()
flat = torch.cat([p.detach().flatten() for p in net.parameters()])
prediction = net(x)
