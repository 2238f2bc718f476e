from functools import partial

import torch.nn as nn

norm = partial(nn.GroupNorm, 2)


def double_conv(inside: int, outside: int) -> nn.Module:
    return nn.Sequential(
        nn.Conv2d(inside, outside, 3, padding=1), norm(outside), nn.ReLU(),
        nn.Conv2d(outside, outside, 3, padding=1), norm(outside), nn.ReLU(),
    )
