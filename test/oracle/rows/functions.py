"""Which of the functions ("torch.cat tensors, dim=0, *, out=None" a line) take what their rows lack, or more by place.

A row may have more: what functions and methods of one name take. Parameters of functions that are written in C++ stand
in PyTorch's stubs, an overload each.
"""
import ast
import inspect
import os
import sys
import warnings
import torch

warnings.filterwarnings('ignore')
STUBS = os.path.join(os.path.dirname(torch.__file__), '_C')


def overloads(file, name=None):
    """By name the parameters of every overload: those by place, and those by name only."""
    with open(os.path.join(STUBS, file)) as text:
        body = ast.parse(text.read()).body
    if name:
        body = next(each for each in body if isinstance(each, ast.ClassDef) and each.name == name).body
    found = {}
    for each in body:
        if isinstance(each, ast.FunctionDef):
            given = each.args
            places = [one.arg for one in given.posonlyargs + given.args]
            rest = bool(given.vararg or given.kwarg)
            found.setdefault(each.name, []).append((places, [one.arg for one in given.kwonlyargs], rest))
    return found


FUNCTIONS = overloads('_VariableFunctions.pyi')
METHODS = overloads('__init__.pyi', '_TensorBase')


def parameters(name):
    value = torch
    for part in name.split('.')[1:]:
        value = getattr(value, part, None)
    last = name.split('.')[-1]
    try:
        real = inspect.signature(value).parameters.values()
    except (TypeError, ValueError):
        return (METHODS if name.startswith('torch.Tensor.') else FUNCTIONS).get(last, [])
    kinds = inspect.Parameter
    places = [each.name for each in real if each.kind in (kinds.POSITIONAL_ONLY, kinds.POSITIONAL_OR_KEYWORD)]
    named = [each.name for each in real if each.kind == kinds.KEYWORD_ONLY]
    rest = any(each.kind in (kinds.VAR_POSITIONAL, kinds.VAR_KEYWORD) for each in real)
    return [(places, named, rest)]


for line in sys.stdin.read().splitlines():
    name, taken, count = (line.split(' ') + ['', ''])[:3]
    taken = set(taken.split(','))
    for places, named, rest in parameters(name):
        lacking = [each for each in places + named if each not in taken and each != 'self']
        # `from`, which Python keeps for itself, has another name in the stubs.
        lacking = [each for each in lacking if each.rstrip('_') not in taken]
        if lacking or rest or len(places) > int(count):
            print(name, places, named, rest)
