"""What a golden is made of: a tfjs call and the torch function that means the same."""
from dataclasses import dataclass
from typing import Callable, Sequence

import numpy
import torch

from .database import Known, database
from .samples import representable, seed


@dataclass
class Twin:
    """
    `function(*inputs, **attributes)` in tfjs's conventions (channels last). Samples, (inputs, attributes), are those of
    operators that torch's database knows, and our own.
    """
    op: str
    call: str
    function: Callable
    known: Sequence[Known] = ()
    own: Callable = list


def number(value):
    """The shortest decimal that names the same float32."""
    return int(value) if value == int(value) and abs(value) < 1e6 else float(str(numpy.float32(value)))


def packed(x, with_shape):
    values = [number(v) for v in (x.float() if x.is_floating_point() else x).flatten().tolist()]
    if not with_shape:
        return values
    dtype = {} if x.is_floating_point() else {'dtype': 'bool' if x.dtype == torch.bool else 'int32'}
    return {'shape': list(x.shape), **dtype, 'values': values}


def golden(twin, origin, inputs, attributes):
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
        'origin': origin,
        'attributes': attributes,
        'inputs': [packed(x, True) for x in inputs],
        'upstream': [packed(dy, False) for dy in upstream],
        'outputs': [packed(y.double(), True) for y in outputs],
        'gradients': [None if g is None else packed(g, False) for g in zeros],
    }


def goldens(twin):
    seed(f'{twin.op}/{twin.call}')
    drawn = [('op_db', sample) for known in twin.known for sample in database(known)]
    return [golden(twin, origin, *sample) for origin, sample in drawn + [('own', sample) for sample in twin.own()]]
