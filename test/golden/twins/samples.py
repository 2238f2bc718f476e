"""Sample inputs: torch's own op database where it knows the operator, else seeded draws."""
import os
import random
import sys
import tempfile
import zlib

import numpy
import torch

# torch's test modules import `expecttest`, which Debian does not package; only these two names are touched.
EXPECTTEST = 'import unittest\nACCEPT = False\nTestCase = unittest.TestCase\n'

# The op database's size constants: small enough for a committed file, distinct enough to tell axes apart.
SIZES = {'S': 4, 'M': 5, 'L': 8}

# Elements of one tensor, at most: keeps the golden file small and a golden readable.
MAX_ELEMENTS = 160

# Distance kept from a kink; must exceed finiteDifferenceStep in gradients.test.ts.
MARGIN = 0.05


def load_database():
    """op_db by 'name' or 'name/variant'."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, 'expecttest.py'), 'w', encoding='utf-8') as stub:
            stub.write(EXPECTTEST)
        sys.path.insert(0, folder)
        from torch.testing._internal.opinfo import core
        for name, size in SIZES.items():
            setattr(core, name, size)
        from torch.testing._internal.common_methods_invocations import op_db
        sys.path.remove(folder)
    return {op.name + (f'/{op.variant_test_name}' if op.variant_test_name else ''): op for op in op_db}


DATABASE = load_database()


def seed(name):
    """One seed an operator, so that any subset of the goldens can be made again."""
    value = zlib.crc32(name.encode())
    torch.manual_seed(value)
    numpy.random.seed(value)
    random.seed(value)


def representable(x):
    """Rounds to three decimals and then to float32, so that the file's short decimals are the very numbers used."""
    return (x.double() * 1000).round().div(1000).float().double() if x.is_floating_point() else x


def spread(items, limit):
    """At most `limit` of the items, evenly spaced, so that late variants of a long list are met too."""
    if len(items) <= limit:
        return items
    return [items[i * (len(items) - 1) // (limit - 1)] for i in range(limit)]


def fits(x):
    return not torch.is_tensor(x) or 0 < x.numel() <= MAX_ELEMENTS


def database(name, limit, adapt):
    """
    Up to `limit` samples of torch's operator. `adapt(input, *args, **kwargs)` maps one to tfjs's terms,
    (inputs, attributes), or to None where tfjs cannot express it.
    """
    found = []
    for sample in DATABASE[name].sample_inputs('cpu', torch.float64, requires_grad=False):
        adapted = adapt(sample.input, *sample.args, **sample.kwargs)
        if adapted and all(map(fits, adapted[0])):
            found.append(adapted)
    assert found, f'no sample of {name} fits'
    return spread(found, limit)


def uniform(*shape, low=-2.0, high=2.0):
    return torch.rand(shape, dtype=torch.float64) * (high - low) + low


def distinct(*shape):
    """Values at least 2·MARGIN apart in random order: no ties for max, none within the finite differences' reach."""
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


def away_from_integers(x, offset=0.0):
    """Keeps fractions (of x + offset) within [0.1, 0.9]: no step of floor, ceil or round is near."""
    whole = torch.floor(x + offset)
    return whole + (x + offset - whole).clamp(0.1, 0.9) - offset
