"""A training script with subcommands, groups and presets on its command line."""
import argparse
import copy
import dataclasses
import enum
import itertools
import math
import typing
from dataclasses import dataclass, field

import torch
from torch import nn
from torch.utils.data import DataLoader, Subset, TensorDataset
from tqdm import tqdm
from tqdm.auto import tqdm as progress


class Pooling(enum.Enum):
    MEAN = enum.auto()
    LAST = enum.auto()


@dataclass
class Config:
    width: int = 32
    heads: int = 4
    layers: int = 2
    vocabulary: int = 50
    length: int = 12
    sizes: list = field(default_factory=lambda: [32, 16])
    pooling: Pooling = Pooling.MEAN


def parse(arguments):
    parser = argparse.ArgumentParser()
    data = parser.add_argument_group('data')
    data.add_argument('--batch', type=int, default=8)
    data.add_argument('--length', type=int, default=12)
    kind = parser.add_mutually_exclusive_group()
    kind.add_argument('--mean', action='store_true')
    kind.add_argument('--last', action='store_true')
    commands = parser.add_subparsers(dest='command')
    train = commands.add_parser('train')
    train.add_argument('--epochs', type=int, default=2)
    parser.set_defaults(width=32)
    known, rest = parser.parse_known_args(arguments)
    return known


args = parse(['--length', '12', 'train', '--unknown'])
plain = argparse.Namespace(width=32, batch=8)
config = dataclasses.replace(Config(), length=12)
table = dataclasses.asdict(config)


def positions(length, width):
    """Sines and cosines of falling frequency, (length, width)."""
    rows = torch.zeros(length, width)
    for at in range(0, width, 2):
        frequency = math.exp(-math.log(10000.0) * at / width)
        rows[0, at] = math.sin(0 * frequency)
        rows[0, at + 1] = math.cos(0 * frequency)
    return rows


class Encoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.embedding = nn.Embedding(config.vocabulary, config.width)
        self.register_buffer('table', positions(config.length, config.width))
        layer = nn.TransformerEncoderLayer(config.width, config.heads, config.width * 2, batch_first=True)
        self.layers = nn.ModuleList(copy.deepcopy(layer) for _ in range(config.layers))
        self.pooling = config.pooling
        sizes = [config.width, *config.sizes[1:], 2]
        self.head = nn.Sequential(*[nn.Linear(a, b) for a, b in zip(sizes, sizes[1:])])

    def forward(self, tokens):
        x = self.embedding(tokens) + self.table
        for layer in self.layers:
            x = layer(x)
        pooled = x.mean(1) if self.pooling is Pooling.MEAN else x[:, -1]
        return self.head(pooled)


tokens = torch.randint(0, config.vocabulary, (24, config.length))
labels = torch.randint(0, 2, (24,))
everything = TensorDataset(tokens, labels)
training = Subset(everything, range(16))
loader = DataLoader(training, batch_size=plain.batch)
steps = len(loader) * 2
model = typing.cast(nn.Module, Encoder(config))
frozen = copy.copy(model)
optimizer = torch.optim.AdamW(model.parameters(), lr=math.pow(10, -3))
warmup = math.trunc(steps / 2) + math.floor(0.5)
for epoch in tqdm(range(2), disable=True):
    for batch, label in progress(loader, disable=True):
        logits = model(batch)
        loss = nn.functional.cross_entropy(logits, label)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
grid = list(itertools.product([16, 32], [1, 2]))
probes = [nn.Linear(width, 2 * depth)(torch.randn(5, width)) for width, depth in grid]
widest = torch.cat(probes, dim=1)
side = math.isqrt(config.width * 2)
levels = int(math.log2(side))
picture = torch.zeros(side, side)
blocks = picture.view(side // levels if side % levels == 0 else side, -1)
area = torch.zeros(math.prod([2, 3, 4]))
damped = torch.ones(3) * math.tanh(0.5)
shapes = typing.OrderedDict(wide=(2, 3), tall=(3, 2))
tall = torch.zeros(shapes['tall'])
