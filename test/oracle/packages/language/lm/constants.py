import math

import torch

VOCABULARY, CONTEXT = 50, 12
WIDTH = 4 * 8
HEADS = WIDTH // 8
LAYERS = 2
BATCH = int(math.sqrt(9))


def positions(length, width):
    place = torch.arange(length).float().unsqueeze(1)
    rate = torch.exp(torch.arange(0, width, 2).float() * (-math.log(10000.0) / width))
    table = torch.zeros(length, width)
    table[:, 0::2] = torch.sin(place * rate)
    table[:, 1::2] = torch.cos(place * rate)
    return table
