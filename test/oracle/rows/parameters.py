"""Which of the layers ("torch.nn.Linear in_features, out_features, bias=True" a line) PyTorch makes of other parameters.

Says those that a row lacks, or that stand in another order; parameters of later versions may stand in a row as well,
but no device and type where there are no weights.
"""
import inspect
import re
import sys
import torch

# Take what they are given to a common base.
BY_BASE = {'torch.nn.LSTM', 'torch.nn.GRU', 'torch.nn.RNN'}

for line in sys.stdin.read().splitlines():
    name, _, signature = line.partition(' ')
    layer = torch
    for part in name.split('.')[1:]:
        layer = getattr(layer, part, None)
    row = [part.split('=')[0].strip() for part in re.split(r',\s*(?![^(]*\))', signature)]
    if layer is None or name in BY_BASE or any(re.match(r'\*+\w', part) for part in row):
        continue
    real = [each.name for each in inspect.signature(layer).parameters.values()]
    names = [part for part in row if part != '*']
    weightless = 'device' in names and 'device' not in real
    if weightless or [part for part in names if part in real] != real:
        print(name, real, names)
