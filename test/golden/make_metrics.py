"""
Writes metrics.json: for every metric of engine/metrics drawn logits and targets, and what numpy makes of them by the
metric's definition: no running sums, no bins, every pair and every detection looked at by itself.

    /usr/bin/python3 test/golden/make_metrics.py             # again, after a change: commit the result
    /usr/bin/python3 test/golden/make_metrics.py auc map     # those metrics' part on standard output

A further case is one more row of CASES. Needs Debian's python3-torch.
"""
import json
import math
import os
import sys
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F

sys.dont_write_bytecode = True

from twins.samples import integers, representable, seed, uniform
from twins.twin import packed

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'metrics.json')


def labelled(logits, labels):
    """Rows of logits and labels of the places that have one; a single logit z is as good as the pair 0, z."""
    rows = logits.reshape(-1, logits.shape[-1])
    rows = torch.cat([torch.zeros_like(rows), rows], -1) if rows.shape[-1] == 1 else rows
    there = labels.flatten() >= 0
    return rows[there], labels.flatten()[there].long()


def accuracy(logits, labels):
    rows, y = labelled(logits, labels)
    return (rows.argmax(-1) == y).double().mean()


def top(k):
    def share(logits, labels):
        rows, y = labelled(logits, labels)
        return (rows.topk(k).indices == y[:, None]).any(-1).double().mean()
    return share


def perplexity(logits, labels):
    return F.cross_entropy(*labelled(logits, labels)).exp()


def per_class(measure):
    def mean(logits, labels):
        rows, y = labelled(logits, labels)
        predicted = rows.argmax(-1)
        seen = [1] if rows.shape[-1] == 2 else sorted(set(y.tolist()) | set(predicted.tolist()))
        return np.mean([measure(set(np.flatnonzero(predicted == c)), set(np.flatnonzero(y == c))) for c in seen])
    return mean


def precision(found, true):
    return len(found & true) / len(found) if found else 0


def recall(found, true):
    return len(found & true) / len(true) if true else 0


def f1(found, true):
    p, r = precision(found, true), recall(found, true)
    return 2 * p * r / (p + r) if p + r else 0


def auc(logits, labels):
    rows, y = labelled(logits, labels)
    p = rows.softmax(-1)
    areas = []
    for c in [1] if rows.shape[-1] == 2 else range(rows.shape[-1]):
        member, other = p[y == c, c], p[y != c, c]
        if len(member) and len(other):
            difference = member[:, None] - other[None]
            areas.append(((difference > 0).double() + (difference == 0).double() / 2).mean().item())
    return np.mean(areas)


def bleu(logits, labels):
    matched, every = [0] * 4, [0] * 4
    for guess, true in zip(logits.argmax(-1).tolist(), labels.tolist()):
        guess, true = zip(*[(g, t) for g, t in zip(guess, true) if t >= 0])
        for n in range(4):
            runs = [Counter(zip(*[words[i:] for i in range(n + 1)])) for words in (guess, true)]
            matched[n] += sum((runs[0] & runs[1]).values())
            every[n] += sum(runs[0].values())
    return np.prod([m / a for m, a in zip(matched, every) if a]) ** (1 / sum(a > 0 for a in every))


def corners(box):
    x, y, w, h = box
    return x - w / 2, y - h / 2, x + w / 2, y + h / 2


def overlap(a, b):
    (l, t, r, d), (l2, t2, r2, d2) = corners(a), corners(b)
    both = max(0, min(r, r2) - max(l, l2)) * max(0, min(d, d2) - max(t, t2))
    return both / (a[2] * a[3] + b[2] * b[3] - both)


def iou(logits, targets):
    return np.mean([overlap(z[1:5].sigmoid().tolist(), t[1:].tolist())
                    for z, t in zip(logits.flatten(0, 1), targets.flatten(0, 1)) if t[0] >= 0])


def average_precision(detections, truths):
    """Pascal VOC's own procedure: detections of all images in falling certainty."""
    taken, right, points = set(), 0, []
    for rank, (_, image, box) in enumerate(sorted(detections, reverse=True), 1):
        best = max(truths[image], key=lambda one: overlap(box, one), default=None)
        if best and overlap(box, best) >= 0.5 and (image, best) not in taken:
            taken.add((image, best))
            right += 1
        points.append((right / sum(map(len, truths)), right / rank))
    steps = zip([(0, 0)] + points, points)
    return sum((r - r0) * max(p for r2, p in points if r2 >= r) for (r0, _), (r, _) in steps)


def mean_average_precision(logits, targets):
    classes, areas = logits.shape[-1] - 5, []
    for c in range(classes):
        detections = [((z[0].sigmoid() * z[5:].softmax(-1)[c]).item(), i, tuple(z[1:5].sigmoid().tolist()))
                      for i, image in enumerate(logits) for z in image if z[5:].argmax() == c]
        truths = [[tuple(t[1:].tolist()) for t in image if t[0] == c] for image in targets]
        if any(truths):
            areas.append(average_precision(detections, truths))
    return np.mean(areas)


def frechet(y, target):
    a, b = (x.reshape(len(x), -1).numpy() for x in (y, target))
    one, two = np.atleast_2d(np.cov(a.T)), np.atleast_2d(np.cov(b.T))
    root = np.sqrt(np.linalg.eigvals(one @ two).astype(complex)).sum().real
    return ((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(one) + np.trace(two) - 2 * root


METRICS = {
    'accuracy': accuracy, 'top3': top(3), 'top5': top(5), 'perplexity': perplexity, 'precision': per_class(precision),
    'recall': per_class(recall), 'f1': per_class(f1), 'auc': auc, 'bleu': bleu, 'iou': iou,
    'map': mean_average_precision, 'fid': frechet,
    'rmse': lambda y, target: F.mse_loss(y, target).sqrt(), 'mae': lambda y, target: F.l1_loss(y, target),
}


def labels(*shape, classes, without=0):
    drawn = integers(*shape, high=classes)
    drawn.flatten()[:without] = -1
    return drawn


def classified(*shape, classes, outputs=None, without=2):
    """Logits that know something of the label."""
    def draw():
        y = labels(*shape, classes=classes, without=without)
        logits = uniform(*shape, outputs or classes)
        hint = F.one_hot(y.clamp(min=0).long(), classes)[..., -(outputs or classes):]
        return logits + 1.5 * hint, y
    return {'kind': 'classes', 'classes': classes, 'shape': list(shape[1:])}, draw


def rare(classes):
    """Of the last class there is neither a label nor a prediction."""
    target, draw = classified(40, classes=classes)
    def without_last():
        logits, y = draw()
        logits[:, -1] = -9
        return logits, torch.where(y == classes - 1, 0, y).int()
    return target, without_last


def detected(images, most, classes):
    """Slots near the truth, and surer of themselves where there is an object."""
    def draw():
        kind = integers(images, most, 1, low=-1, high=classes)
        box = uniform(images, most, 4, low=0.2, high=0.8)
        hint = torch.cat([(kind >= 0).double() * 2, torch.logit(box) + uniform(images, most, 4) * 0.4,
                          F.one_hot(kind.squeeze(-1).clamp(min=0).long(), classes) * 1.5], -1)
        noise = uniform(images, most, 5 + classes) * torch.tensor([1.0] + [0.0] * 4 + [1.0] * classes)
        return hint + noise, torch.cat([kind.double(), box], -1)
    return {'kind': 'boxes', 'classes': classes, 'most': most}, draw


def regressed(count, *shape):
    def draw():
        target = uniform(count, *shape)
        return 0.6 * target + 0.5 * uniform(count, *shape) + 0.3, target
    return {'kind': 'numbers', 'shape': list(shape)}, draw


BINARY = [classified(60, classes=2), classified(60, classes=2, outputs=1), classified(8, 6, classes=2, outputs=1)]
SEVERAL = [classified(60, classes=6), classified(10, 5, classes=7, without=4), rare(6)]

CASES = {
    **{name: BINARY + SEVERAL for name in ('accuracy', 'perplexity', 'precision', 'recall', 'f1', 'auc')},
    **{name: SEVERAL for name in ('top3', 'top5')},
    'bleu': [classified(6, 12, classes=4, without=0), classified(9, 3, classes=3)],
    **{name: [detected(16, 3, 3), detected(20, 2, 1)] for name in ('iou', 'map')},
    **{name: [regressed(30), regressed(30, 3), regressed(40, 2, 2, 2)] for name in ('rmse', 'mae', 'fid')},
}


def golden(name, index, target, draw):
    seed(f'{name}/{index}')
    logits, targets = (representable(x) for x in draw())
    return {
        'metric': name, 'target': target, 'value': packed(torch.tensor([float(METRICS[name](logits, targets))]), False)[0],
        'logits': packed(logits, True), 'targets': packed(targets, True),
    }


def lines(wanted):
    made = [golden(name, index, *case) for name in CASES if not wanted or name in wanted
            for index, case in enumerate(CASES[name])]
    return '[\n' + ',\n'.join(json.dumps(one, separators=(',', ':')) for one in made) + '\n]\n'


if sys.argv[1:]:
    sys.stdout.write(lines(set(sys.argv[1:])))
else:
    with open(FILE, 'w', encoding='utf-8') as file:
        file.write(lines(set()))
