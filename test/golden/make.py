"""
Writes gradients.json: for every differentiable tfjs operator sample inputs, an upstream gradient, and the output and
gradients that PyTorch computes in float64.

    /usr/bin/python3 test/golden/make.py                  # again, after a change of the twins: commit the result
    /usr/bin/python3 test/golden/make.py Conv2D Softmax   # those operators' goldens on standard output

Needs PyTorch 1.13 (Debian's python3-torch); the tests read the JSON only.
"""
import json
import os
import sys

sys.dont_write_bytecode = True

from twins import (arrays, convolutions, elementwise, images, indexing, losses, matrices, normalizations, pairwise,
                   pools, recurrences, reductions, scans)
from twins.twin import goldens

FAMILIES = [elementwise, pairwise, reductions, scans, arrays, indexing, matrices, convolutions, pools, normalizations,
            losses, images, recurrences]
FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'gradients.json')


def compact(value):
    return json.dumps(value, separators=(',', ':'))


def lines(wanted):
    """One golden a line, so that a change shows as the lines it changed."""
    twins = [twin for family in FAMILIES for twin in family.TWINS if not wanted or twin.op in wanted]
    return '[\n' + ',\n'.join(compact(golden) for twin in twins for golden in goldens(twin)) + '\n]\n'


if sys.argv[1:]:
    sys.stdout.write(lines(set(sys.argv[1:])))
else:
    text = lines(set())
    with open(FILE, 'w', encoding='utf-8') as file:
        file.write(text)
