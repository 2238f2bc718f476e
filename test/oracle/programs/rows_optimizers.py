"""Optimizers and schedules of the learning rate as they are made."""
import torch
from torch import nn, optim
from torch.optim import lr_scheduler

layer = nn.Linear(2, 2)
o = optim.SGD(layer.parameters(), lr=0.1, momentum=0.9)

a = optim.Adagrad(layer.parameters(), lr=0.01)
a = optim.Adadelta(layer.parameters())
a = optim.Adamax(layer.parameters(), betas=(0.9, 0.99))
a = optim.NAdam(layer.parameters(), 0.002)
a = optim.RAdam([{'params': layer.parameters(), 'lr': 0.01}])
a = lr_scheduler.ConstantLR(o, factor=0.5)
a = lr_scheduler.LinearLR(o, start_factor=0.1)
a = lr_scheduler.ExponentialLR(o, 0.9)
a = lr_scheduler.LambdaLR(o, lambda epoch: 0.95**epoch)
a = lr_scheduler.MultiStepLR(o, [30, 60])
a = lr_scheduler.CosineAnnealingWarmRestarts(o, 5, T_mult=2)
a = lr_scheduler.ReduceLROnPlateau(o, 'max', patience=3)
a = lr_scheduler.OneCycleLR(o, 0.1, total_steps=10)
