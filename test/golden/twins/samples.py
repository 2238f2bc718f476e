"""Draws of our own, seeded, and what keeps samples off kinks and ill-conditioned ranges."""
import random
import zlib

import numpy
import torch

# Distance kept from a kink, and between elements of which one is chosen; must exceed twice the step of
# finite-differences.test.ts, which moves two elements at once.
MARGIN = 0.02


def seed(name):
    """One seed an operator, so that any subset of the goldens can be made again."""
    value = zlib.crc32(name.encode())
    torch.manual_seed(value)
    numpy.random.seed(value)
    random.seed(value)


def representable(x):
    """Rounds to three decimals and then to float32, so that the file's short decimals are the very numbers used."""
    return (x.double() * 1000).round().div(1000).float().double() if x.is_floating_point() else x


def uniform(*shape, low=-2.0, high=2.0):
    return torch.rand(shape, dtype=torch.float64) * (high - low) + low


def distinct(*shape):
    """Values more than 2·MARGIN apart in random order: no ties for max, none within the finite differences' reach."""
    count = int(numpy.prod(shape))
    return ((torch.randperm(count).double() - count / 2) * 2.2 * MARGIN).reshape(shape)


def integers(*shape, low=0, high=2):
    return torch.randint(low, high, shape, dtype=torch.int32)


def away(x, *points):
    """Moves values closer than MARGIN to one of the points to just outside."""
    for point in points:
        side = torch.where(x >= point, 1.0, -1.0)
        x = torch.where((x - point).abs() < MARGIN, point + 1.5 * MARGIN * side, x)
    return x


def only(x, good):
    """Elements for which `good` does not hold give way to others of x; where it holds for none, x stays."""
    bad = ~good(x)
    if bad.all():
        return x
    chosen, x = x[~bad], x.clone()
    x[bad] = chosen[torch.arange(int(bad.sum())) % len(chosen)]
    return x


def off(*points):
    """Holds for elements at least MARGIN away from all the points."""
    return lambda x: torch.stack([(x - point).abs() >= MARGIN for point in points]).all(0)


def apart(a, b):
    """No tie between elements that a broadcast operator compares."""
    return ((a - b).abs() >= MARGIN).all()


def chosen_clearly(x, count=1):
    """Along the last axis, the `count` largest elements and the next one keep their order when all of them move."""
    if x.shape[-1] <= 1:
        return True
    top = x.topk(min(count + 1, x.shape[-1])).values
    return (top[..., :-1] - top[..., 1:] >= MARGIN).all()


def fractional(x):
    """No step of floor or ceil is near."""
    return off(0, 1)(x - x.floor())
