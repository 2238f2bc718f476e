"""Hyperparameters as objects: dictionaries with attributes, namespaces, JSON text, a parsed layer list."""
import inspect
import json
import random
from types import SimpleNamespace

import numpy as np
import scipy.linalg
import scipy.optimize
import torch
import torchvision.models as models
from torch import nn


class Config(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


class AttrDict(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.__dict__ = self


class Nested:
    def __init__(self, **kwargs):
        self.__dict__.update(kwargs)


class Registry(dict):
    def register(self, name):
        def add(cls):
            self[name] = cls
            return cls

        return add

    def build(self, name, **options):
        if name not in self or not super().__contains__(name):
            raise KeyError(name)
        return self[name](**options)


class Wrapper(nn.Module):
    """Gives what it does not have from the model inside."""

    def __init__(self, hidden):
        super().__init__()
        self.options = {'hidden': hidden}

    def __getattr__(self, name):
        if name == 'hidden':
            return self.options['hidden']
        return super().__getattr__(name)


LAYERS = Registry()


@LAYERS.register('dense')
class Dense(nn.Module):
    def __init__(self, size, out):
        super().__init__()
        self.layer = nn.Linear(size, out)

    def forward(self, x):
        return torch.relu(self.layer(x))


@LAYERS.register('norm')
class Norm(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.layer = nn.LayerNorm(size)

    def forward(self, x):
        return self.layer(x)


def default(value, otherwise):
    if value is not None:
        return value
    return otherwise() if inspect.isfunction(otherwise) else otherwise


config = Config(width=6, depth=2)
config.heads = 3
heads = torch.zeros(config.heads, config.width // config.heads, config['depth'])
options = AttrDict({'batch': 4, 'classes': 5})
options.update(hidden=7)
options.setdefault('extra', 2)
hidden = torch.randn(options.batch, options.hidden)
logits = torch.randn(options.get('batch'), options['classes'])
extra = torch.ones(options.pop('extra'), len(config))
listed = torch.ones(len(list(config.keys())), len(list(config.values())))
pairs = torch.ones([value for _, value in config.items()])
copied = torch.zeros(config.copy()['width'], len([name for name in config]))
zeroed = torch.zeros(len(dict.fromkeys('abc', 0)))
namespace = SimpleNamespace(**{'rows': 2, 'columns': 3})
plane = torch.zeros(namespace.rows, namespace.columns)
nested = Nested(size=8)
line = torch.zeros(nested.size)
text = json.loads('{"sizes": [4, 6, 2], "name": "dense", "bias": true}')
sizes = text['sizes']
x = torch.randn(3, sizes[0])
for before, after in zip(sizes[:-1], sizes[1:]):
    x = LAYERS.build(text['name'], size=before, out=after)(x)
x = LAYERS.build('norm', size=sizes[-1])(x)
wrapped = torch.zeros(Wrapper(9).hidden)
chosen = torch.zeros(default(None, lambda: 4), default(3, 1))
kinds = torch.zeros(1 + inspect.isclass(Dense), 2 - inspect.ismethod(Dense(2, 3).forward))
score = models.__dict__['resnet18'](num_classes=5)(torch.zeros(1, 3, 33, 33))
other = vars(models)['resnet18'](num_classes=4)(torch.zeros(1, 3, 33, 33))
angles = torch.linspace(0, 1, 5) * torch.pi

CFG = """
[net]
channels=3

[conv]
filters=8
size=3

[conv]
filters=4
size=1
"""

blocks = []
for row in [each.strip() for each in CFG.split('\n') if each and not each.startswith('#')]:
    if row.startswith('['):
        blocks.append({'type': row[1:-1].rstrip()})
    else:
        key, value = row.split('=', 1)
        blocks[-1][key.lstrip()] = value
stack = nn.Sequential()
channels = int(blocks[0]['channels'])
for i, block in enumerate(blocks[1:]):
    filters = int(block['filters'])
    stack.add_module(f'{block["type"]}_{i}', nn.Conv2d(channels, filters, int(block['size'])))
    channels = filters
image = stack(torch.zeros(2, 3, 9, 9))

alphabet = sorted(set('hello world'))
lookup = {letter: place for place, letter in enumerate(alphabet)}
encoded = torch.tensor([lookup[letter] for letter in 'hold'])
table = nn.Embedding(len(alphabet), 5)
embedded = table(encoded)
words = 'a,b,c,d'.rsplit(',', 1)
head, _, tail = 'key:value'.partition(':')
counted = torch.zeros(len(words), len(head), len(tail), 'banana'.count('an'), 'banana'.find('n'))
flags = torch.zeros(1 + '12'.isdigit(), 1 + 'ab1'.isalnum(), 'a\nb\n'.splitlines().index('b'))
order = [3, 1, 2]
order.sort(reverse=True)
order.remove(2)
sorted_sizes = torch.zeros(order)
sizes_of = torch.FloatTensor(image.shape[:2])
like_image = image.new(image.size()).fill_(0)
exact = torch.zeros(torch.Size([2, 5]))
rows = torch.arange(6).reshape(2, 3).tolist()
again = torch.tensor(rows)
p, l, u = scipy.linalg.lu(np.random.rand(3, 5))
lower = torch.from_numpy(l)
upper = torch.from_numpy(u)
orthogonal = torch.from_numpy(scipy.linalg.qr(np.random.rand(4, 4))[0])
inverse = torch.from_numpy(scipy.linalg.inv(np.eye(3)))
determinant = torch.from_numpy(np.asarray(scipy.linalg.det(np.eye(3))))
rows_of, columns_of = scipy.optimize.linear_sum_assignment(torch.rand(5, 3))
paired = torch.as_tensor(columns_of, dtype=torch.int64)
array = np.random.randn(3, 2)
if isinstance(array, np.ndarray):
    array = torch.from_numpy(array).float()
total = array.sum(0)
