"""Fits one small regression with every optimizer and schedule that is seldom used."""
import torch
from torch import nn
from torch.optim import Adadelta, Adagrad, Adamax, NAdam, RAdam, SGD
from torch.optim import lr_scheduler

x, y = torch.randn(16, 4), torch.randn(16, 1)


def fit(net, optimizer, schedule=None):
    for _ in range(2):
        predicted = net(x)
        loss = nn.functional.mse_loss(predicted, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if schedule is not None:
            schedule.step()
    return net(x)


net = nn.Sequential(nn.Linear(4, 8), nn.Tanh(), nn.Linear(8, 1))
nesterov = fit(net, NAdam(net.parameters(), lr=1e-3))
rectified = fit(net, RAdam(net.parameters(), lr=1e-3))
largest = fit(net, Adamax(net.parameters()))
summed = fit(net, Adagrad(net.parameters(), lr=1e-2))
delta = fit(net, Adadelta(net.parameters()))
plain = SGD(net.parameters(), lr=0.1)
stepped = fit(net, plain, lr_scheduler.MultiStepLR(plain, milestones=[1, 2]))
decayed = fit(net, plain, lr_scheduler.ExponentialLR(plain, 0.9))
warmed = fit(net, plain, lr_scheduler.LambdaLR(plain, lambda epoch: 1 / (epoch + 1)))
held = fit(net, plain, lr_scheduler.ConstantLR(plain, factor=0.5))
rising = fit(net, plain, lr_scheduler.LinearLR(plain, start_factor=0.5))
restarted = fit(net, plain, lr_scheduler.CosineAnnealingWarmRestarts(plain, T_0=2))
cycled = fit(net, plain, lr_scheduler.OneCycleLR(plain, max_lr=0.1, total_steps=10))
plateau = lr_scheduler.ReduceLROnPlateau(plain)
plateau.step(0.5)
