"""Modules and parameters kept by name, and looked at through a module's own dictionaries."""
import torch
from torch import nn

named = nn.ParameterDict({'weight': nn.Parameter(torch.zeros(3, 4))})
named['bias'] = nn.Parameter(torch.zeros(3))
named.update({'scale': nn.Parameter(torch.ones(3))})
shapes = [each + 1 for each in named.values()], [each + 1 for _, each in named.items()], list(named.keys())
weight, bias = named['weight'], named['bias']
scale = named.pop('scale')
del named['bias']
named.clear()
heads = nn.ModuleDict([(f'head{i}', nn.Linear(4, i)) for i in range(1, 4)])
second = heads['head2'](torch.randn(5, 4))


class MultiTask(nn.Module):
    def __init__(self, width, tasks):
        super().__init__()
        self.trunk = nn.Linear(8, width)
        self.heads = nn.ModuleDict([[task, nn.Linear(width, size)] for task, size in tasks.items()])
        self.scales = nn.ParameterDict({task: nn.Parameter(torch.ones(size)) for task, size in tasks.items()})

    def forward(self, x):
        x = torch.relu(self.trunk(x))
        return {task: head(x) * self.scales[task] for task, head in self.heads.items()}


net = MultiTask(16, {'age': 1, 'species': 7})
out = net(torch.randn(3, 8))
age, species = out['age'], out['species']
net._modules['trunk'] = nn.Sequential(nn.Linear(8, 32), nn.Linear(32, 16))
parts = net._modules
parts['heads']['age'] = nn.Linear(16, 2)
net.scales['age'] = nn.Parameter(torch.ones(2))
age = net(torch.randn(4, 8))['age']
