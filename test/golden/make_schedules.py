"""Writes schedules.json: the factor on the learning rate at every step, by torch.optim.lr_scheduler.

    /usr/bin/python3 test/golden/make_schedules.py > test/golden/schedules.json
"""
import json

import torch
from torch.optim import SGD, lr_scheduler as torch_schedules

STEPS_PER_EPOCH, EPOCHS = 4, 12
STEPS = STEPS_PER_EPOCH * EPOCHS
# Falls, stays, falls a little, rises, falls: one a validation, at the end of each epoch.
LOSSES = [1, 0.8, 0.8, 0.79999, 0.9, 0.7, 0.75, 0.75, 0.75, 0.75, 0.6, 0.61]


def optimizer():
    return SGD([torch.nn.Parameter(torch.zeros(1))], lr=1.0)


def by_step(make):
    given = optimizer()
    schedule = make(given)
    factors = []
    for _ in range(STEPS):
        factors.append(given.param_groups[0]["lr"])
        given.step()
        schedule.step()
    return factors


def by_epoch(make, watches_loss=False):
    given = optimizer()
    schedule = make(given)
    factors = []
    for loss in LOSSES:
        factors += [given.param_groups[0]["lr"]] * STEPS_PER_EPOCH
        given.step()
        schedule.step(loss) if watches_loss else schedule.step()
    return factors


CASES = [
    ({"type": "step", "every": 3, "factor": 0.5}, by_epoch(lambda o: torch_schedules.StepLR(o, 3, 0.5))),
    ({"type": "exponential", "factor": 0.9}, by_epoch(lambda o: torch_schedules.ExponentialLR(o, 0.9))),
    ({"type": "cosine"}, by_step(lambda o: torch_schedules.CosineAnnealingLR(o, STEPS))),
    ({"type": "cosine", "least": 0.2}, by_step(lambda o: torch_schedules.CosineAnnealingLR(o, STEPS, 0.2))),
    ({"type": "oneCycle"}, by_step(lambda o: torch_schedules.OneCycleLR(o, 1.0, STEPS))),
    (
        {"type": "oneCycle", "peak": 0.45, "rise": 10, "fall": 100},
        by_step(lambda o: torch_schedules.OneCycleLR(o, 1.0, STEPS, pct_start=0.45, div_factor=10, final_div_factor=100)),
    ),
    (
        {"type": "plateau", "factor": 0.5, "patience": 1, "least": 0.2},
        by_epoch(lambda o: torch_schedules.ReduceLROnPlateau(o, factor=0.5, patience=1, min_lr=0.2), watches_loss=True),
    ),
    (
        {"type": "constant", "warmup": 7},
        by_step(lambda o: torch_schedules.LambdaLR(o, lambda step: min(1, (step + 1) / 7))),
    ),
]

print(
    json.dumps(
        {
            "stepsPerEpoch": STEPS_PER_EPOCH,
            "losses": LOSSES,
            "cases": [{"schedule": schedule, "factors": factors} for schedule, factors in CASES],
        },
        indent=1,
    )
)
