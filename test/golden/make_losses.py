"""
Writes losses.json: for every loss of engine/losses logits and targets, and the loss, its weight and its gradient by the
logits that PyTorch computes in float64.

    /usr/bin/python3 test/golden/make_losses.py                 # again, after a change: commit the result
    /usr/bin/python3 test/golden/make_losses.py hinge boxes     # those losses' part on standard output

A further case is one more row of CASES. Needs PyTorch 1.13 (Debian's python3-torch).
"""
import json
import os
import sys

import torch
import torch.nn.functional as F

sys.dont_write_bytecode = True

from twins.samples import away, integers, representable, seed, uniform
from twins.twin import packed

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'losses.json')


def cross_entropy(logits, labels, weights, smoothing):
    return F.cross_entropy(logits.flatten(0, -2), labels.flatten().long(), weight=weights, ignore_index=-1,
                           label_smoothing=smoothing)


def weighted(element):
    """The mean of a loss of two classes, by what each label counts: 0 where there is none."""
    def loss(logits, labels, weights, smoothing):
        there, logits = labels >= 0, logits.squeeze(-1)
        y = labels[there].double()
        counts = torch.ones_like(y) if weights is None else weights[labels[there].long()]
        return (element(logits[there], y * (1 - smoothing) + smoothing / 2) * counts).sum() / counts.sum()
    return loss


def plain(function):
    return lambda y, target, weights, smoothing: function(y, target)


def boxes(logits, targets, weights, smoothing):
    slots = [one for image in zip(logits, targets) for one in zip(*image)]
    total = 0
    for z, (kind, *box) in slots:
        total = total + F.binary_cross_entropy_with_logits(z[0], torch.tensor(float(kind >= 0)).double())
        if kind >= 0:
            total = total + 5 * F.smooth_l1_loss(z[1:5].sigmoid(), torch.stack(box), beta=0.1, reduction='sum')
            total = total + F.cross_entropy(z[None, 5:], kind[None].long())
    return total / len(slots)


LOSSES = {
    'crossEntropy': cross_entropy,
    'binaryCrossEntropy': weighted(lambda z, y: F.binary_cross_entropy_with_logits(z, y, reduction='none')),
    'hinge': weighted(lambda z, y: F.hinge_embedding_loss((2 * y - 1) * z, -torch.ones_like(y), reduction='none')),
    'meanSquaredError': plain(F.mse_loss),
    'meanAbsoluteError': plain(F.l1_loss),
    'huber': plain(F.huber_loss),
    'boxes': boxes,
}


def labels(*shape, classes, without=0):
    """Labels, of which the first few are none."""
    drawn = integers(*shape, high=classes)
    drawn.flatten()[:without] = -1
    return drawn


def slots(images, most, classes):
    kinds = integers(images, most, 1, low=-1, high=classes).double()
    return torch.cat([kinds, uniform(images, most, 4, low=0.1, high=0.9)], -1)


def zeros_too(x):
    """A difference of 0, where |d| has a kink."""
    x.flatten()[0] = 0
    return x


# loss, logits, targets, class weights, label smoothing
CASES = [
    ('crossEntropy', lambda: (uniform(5, 3), labels(5, classes=3)), None, 0),
    ('crossEntropy', lambda: (uniform(5, 3) * 30, labels(5, classes=3)), None, 0),
    ('crossEntropy', lambda: (uniform(5, 3), labels(5, classes=3, without=2)), [0.5, 2, 1.25], 0),
    ('crossEntropy', lambda: (uniform(5, 3), labels(5, classes=3, without=1)), [0.5, 2, 1.25], 0.1),
    ('crossEntropy', lambda: (uniform(2, 4, 6), labels(2, 4, classes=6, without=3)), None, 0.2),
    ('binaryCrossEntropy', lambda: (uniform(6, 1), labels(6, classes=2)), None, 0),
    ('binaryCrossEntropy', lambda: (uniform(6, 1) * 40, labels(6, classes=2)), None, 0),
    ('binaryCrossEntropy', lambda: (uniform(6, 1), labels(6, classes=2, without=2)), [0.75, 3], 0.1),
    ('binaryCrossEntropy', lambda: (uniform(2, 3, 1), labels(2, 3, classes=2, without=1)), None, 0),
    ('hinge', lambda: (away(uniform(6, 1), -1, 1), labels(6, classes=2)), None, 0),
    ('hinge', lambda: (away(uniform(6, 1), -1, 1), labels(6, classes=2, without=2)), [0.75, 3], 0),
    *[(name, draw, None, 0) for name in ('meanSquaredError', 'meanAbsoluteError', 'huber') for draw in (
        lambda: (zeros_too(uniform(5, 1)), zeros_too(uniform(5, 1))), lambda: (uniform(2, 3), uniform(2, 3)))],
    ('boxes', lambda: (uniform(3, 4, 8), slots(3, 4, 3)), None, 0),
    ('boxes', lambda: (uniform(2, 3, 6), slots(2, 3, 1)), None, 0),
]


def golden(index, name, draw, weights, smoothing):
    seed(f'{name}/{index}')
    logits, targets = (representable(x) for x in draw())
    logits.requires_grad_()
    loss = LOSSES[name](logits, targets, None if weights is None else torch.tensor(weights).double(), smoothing)
    loss.backward()
    return {
        'loss': name, 'classWeights': weights, 'labelSmoothing': smoothing,
        'logits': packed(logits, True), 'targets': packed(targets, True),
        'value': packed(loss.detach(), False)[0], 'gradient': packed(logits.grad, False),
    }


def lines(wanted):
    made = [golden(index, *case) for index, case in enumerate(CASES) if not wanted or case[0] in wanted]
    return '[\n' + ',\n'.join(json.dumps(one, separators=(',', ':')) for one in made) + '\n]\n'


if sys.argv[1:]:
    sys.stdout.write(lines(set(sys.argv[1:])))
else:
    with open(FILE, 'w', encoding='utf-8') as file:
        file.write(lines(set()))
