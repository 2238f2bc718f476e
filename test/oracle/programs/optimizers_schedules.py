"""Each optimizer with a schedule of its own, on one step of a small regression."""
import torch
from torch import nn
from torch.optim import Adadelta, Adagrad, Adamax, NAdam, RAdam
from torch.optim.lr_scheduler import ConstantLR, CosineAnnealingWarmRestarts, ExponentialLR, LambdaLR, LinearLR
from torch.optim.lr_scheduler import MultiStepLR, OneCycleLR, ReduceLROnPlateau

x = torch.randn(16, 4)
y = torch.randn(16, 1)
model = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))


def step(optimizer):
    optimizer.zero_grad()
    prediction = model(x)
    loss = nn.functional.mse_loss(prediction, y)
    loss.backward()
    optimizer.step()
    return loss.detach()


nadam = NAdam(model.parameters(), lr=2e-3)
multistep = MultiStepLR(nadam, milestones=[1, 2], gamma=0.1)
first = step(nadam)
multistep.step()

radam = RAdam(model.parameters(), lr=1e-3)
exponential = ExponentialLR(radam, gamma=0.9)
second = step(radam)
exponential.step()

adamax = Adamax(model.parameters(), lr=2e-3)
by_function = LambdaLR(adamax, lr_lambda=lambda epoch: 0.95**epoch)
third = step(adamax)
by_function.step()

adagrad = Adagrad(model.parameters(), lr=1e-2)
constant = ConstantLR(adagrad, factor=0.5, total_iters=2)
linear = LinearLR(adagrad, start_factor=0.5, total_iters=3)
fourth = step(adagrad)
constant.step()
linear.step()

adadelta = Adadelta(model.parameters(), lr=1.0)
plateau = ReduceLROnPlateau(adadelta, mode='min', patience=2)
fifth = step(adadelta)
plateau.step(fifth)

sgd = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
warm = CosineAnnealingWarmRestarts(sgd, T_0=4)
cycle = OneCycleLR(sgd, max_lr=0.1, total_steps=5)
sixth = step(sgd)
warm.step()
cycle.step()
losses = torch.stack([first, second, third, fourth, fifth, sixth])
