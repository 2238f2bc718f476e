"""A network whose weights are averaged over its training: the average has the network's shapes, and is a copy."""
import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, update_bn


class Encoder(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(6, width), nn.BatchNorm1d(width), nn.ReLU(), nn.Linear(width, 2))

    def forward(self, x):
        return self.net(x)  # (B, 2)


torch.manual_seed(0)
model = Encoder(12)
averaged = AveragedModel(model)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
features = torch.randn(32, 6)
labels = features[:, :2]
for step in range(4):
    batch, target = features[step * 8 : step * 8 + 8], labels[step * 8 : step * 8 + 8]
    loss = nn.functional.mse_loss(model(batch), target)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    averaged.update_parameters(model)
update_bn([features], averaged)
averaged.eval()
smooth = averaged(features)
latest = model(features)
distance = (smooth - latest).norm(dim=1)
model.net[3] = nn.Linear(12, 5)
wider = model(features)
kept = averaged(features)
same = averaged.module(features[:4])
