"""What a golden is made of: a tfjs call and the torch function that means the same."""
from dataclasses import dataclass
from typing import Callable

import torch

from .samples import representable, seed


@dataclass
class Twin:
    """`function(*inputs, **attributes)` in tfjs's conventions (channels last); `samples()` draws (inputs, attributes)."""
    op: str
    call: str
    function: Callable
    samples: Callable


def rounded(x):
    return [float(f'{v:.9g}') for v in x.detach().to(torch.float32).flatten().tolist()]


def number(value):
    """Shortest decimal that names the same float32."""
    if value == int(value) and abs(value) < 1e6:
        return int(value)
    for digits in range(1, 10):
        text = float(f'{value:.{digits}g}')
        if torch.tensor(text, dtype=torch.float32) == torch.tensor(value, dtype=torch.float32):
            return text
    return value


def packed(x, with_shape):
    values = [number(v) for v in (rounded(x) if x.is_floating_point() else x.flatten().tolist())]
    if not with_shape:
        return values
    dtype = {} if x.is_floating_point() else {'dtype': 'bool' if x.dtype == torch.bool else 'int32'}
    return {'shape': list(x.shape), **dtype, 'values': values}


def golden(twin, inputs, attributes):
    """Output and gradients in float64 for inputs that are exact in float32, with a drawn upstream gradient."""
    inputs = [representable(x).detach().requires_grad_(x.is_floating_point()) for x in inputs]
    result = twin.function(*inputs, **attributes)
    outputs = list(result) if isinstance(result, (list, tuple)) else [result]
    upstream = [representable(torch.randn(y.shape, dtype=torch.float64)) for y in outputs]
    objective = sum((y.double() * dy).sum() for y, dy in zip(outputs, upstream))
    wanted = [x for x in inputs if x.requires_grad]
    gradients = iter(torch.autograd.grad(objective, wanted, allow_unused=True)
                     if objective.requires_grad else [None] * len(wanted))
    found = [next(gradients) if x.requires_grad else None for x in inputs]
    zeros = [torch.zeros_like(x) if x.requires_grad and g is None else g for x, g in zip(inputs, found)]
    return {
        'op': twin.op,
        'call': twin.call,
        'attributes': attributes,
        'inputs': [packed(x, True) for x in inputs],
        'upstream': [packed(dy, False) for dy in upstream],
        'outputs': [packed(y.double(), True) for y in outputs],
        'gradients': [None if g is None else packed(g, False) for g in zeros],
    }


def goldens(twin):
    seed(f'{twin.op}/{twin.call}')
    return [golden(twin, inputs, attributes) for inputs, attributes in twin.samples()]
