"""Which of the names (one a line) PyTorch does not have: prints them."""
import sys
import torch
import torchvision


def exists(name):
    parts = name.replace('.@', '.').split('.')
    value = {'torch': torch, 'torchvision': torchvision}.get(parts[0])
    for part in parts[1:]:
        value = getattr(value, part, None)
    return value is not None


print('\n'.join(name for name in sys.stdin.read().split() if not exists(name)))
