"""
torch's database of operators, op_db: the sample inputs that PyTorch tests its own gradients with. Values are the
database's own, rounded to short decimals. A sample that tfjs cannot express is left out; where float32 cannot show an
element's gradient, or a kink is near, another element of the sample stands in, or the sample is drawn again.
"""
import os
import sys
import tempfile
from dataclasses import dataclass
from typing import Callable

import torch

# torch's test modules import `expecttest`, which Debian does not package; only these two names are touched.
EXPECTTEST = 'import unittest\nACCEPT = False\nTestCase = unittest.TestCase\n'

# The database's size constants: small enough for a committed file, distinct enough to tell axes apart. Its samples
# of products put a zero at index 4, so an axis has at least 5 elements.
SIZES = {'S': 5, 'M': 6, 'L': 8}

# Elements of one tensor, at most: keeps the golden file small and a golden readable.
MAX_ELEMENTS = 300

# Up to here a float32 has room for the finite differences' step, 2^-8.
MAX_MAGNITUDE = 2 ** 15

# How often the database is asked for values that meet a condition; with half of them good, 1 in 1000 samples is lost.
DRAWS = 10


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


@dataclass
class Known:
    """
    An operator of the database, of which at most `limit` samples are taken. `adapt(input, *args, **kwargs)` puts one
    into tfjs's terms, (inputs, attributes), or gives None where tfjs cannot express it. A sample that does not meet
    `condition(*inputs, **attributes)` is drawn again: its gradient is ill-conditioned, or jumps nearby.
    """
    name: str
    adapt: Callable
    limit: int = 4
    condition: Callable = lambda *inputs, **attributes: True

    def draw(self):
        """The samples' values differ from call to call, their shapes and arguments do not."""
        op = DATABASE[self.name]
        for sample in op.sample_inputs('cpu', torch.float64, requires_grad=False):
            yield self.adapt(sample.input, *sample.args, **sample.kwargs)

    def meets(self, inputs, attributes):
        return bool(self.condition(*inputs, **attributes))


def fits(x):
    return 0 < x.numel() <= MAX_ELEMENTS and (not x.is_floating_point() or x.abs().max() <= MAX_MAGNITUDE)


def spread(items, limit):
    """At most `limit` of the items, evenly spaced, so that late variants of a long list are met too."""
    if len(items) <= limit:
        return items
    return [items[i * (len(items) - 1) // max(limit - 1, 1)] for i in range(limit)]


def database(known):
    """Samples, (inputs, attributes), in the database's order."""
    settled = {}
    for _ in range(DRAWS):
        for i, adapted in enumerate(known.draw()):
            if i in settled:
                continue
            if adapted is None or not all(map(fits, adapted[0])):
                settled[i] = None
            elif known.meets(*adapted):
                settled[i] = adapted
        if len(settled) == i + 1:
            break
    found = [settled[i] for i in sorted(settled) if settled[i]]
    assert found, f'no sample of {known.name} fits'
    return spread(found, known.limit)
