"""What torchvision's networks are, beside what our descriptions of them make.

Reads a JSON array of {"name", "text", "input"}: a function of torchvision.models, the Python text that defines its
twin, and the shape of pictures or clips. For each it prints a JSON line: whether modules and state are the same by name,
type and shape, the shapes of what each gives for them, by where it is (those of what is found in pictures begin with
null: there may be any number), and the number of parameters. Of classes, which are given as
{"module", "names", "text"}, it tells whether what makes them has the same parameters.
"""
import importlib
import inspect
import json
import operator
import re
import sys
import warnings

import torch
import torchvision
from torch import nn

warnings.simplefilter('ignore')

# What the weights hold changes no shape, and drawing them takes most of the time.
for kind in vars(nn).values():
    if isinstance(kind, type) and 'reset_parameters' in vars(kind):
        kind.reset_parameters = lambda self: None
nn.MultiheadAttention._reset_parameters = lambda self: None
for name in dir(nn.init):
    if name.endswith('_'):
        setattr(nn.init, name, lambda tensor, *_, **__: tensor)


def content(network):
    state = [[key, list(value.shape)] for key, value in network.state_dict().items()]
    return state, [[name, type(module).__name__] for name, module in network.named_modules()]


def difference(real, ours):
    pairs = zip([*real, None], [*ours, None])
    return next((f'{a} is {b}' for a, b in pairs if a != b), None)


def output(network, shape):
    x = torch.zeros(shape)
    y = network.eval()(x if len(shape) > 3 else [x])
    if isinstance(y, list):
        return {f"[0]['{key}']": [None, *value.shape[1:]] for key, value in y[0].items()}
    return {"['out']": list(y['out'].shape)} if isinstance(y, dict) else {'': list(y.shape)}


def compare(name, text, input):
    scope = {'__name__': name}
    exec(text, scope)
    # What is built on another network would fetch its weights.
    settings = {'weights_backbone': None} if re.match('segmentation|detection', name) else {}
    # Pictures are not enlarged first, which would take seconds.
    settings.update({'min_size': 64, 'max_size': 64} if name.startswith('detection.') else {})
    real = operator.attrgetter(name)(torchvision.models)(**settings)
    ours = scope[name.split('.')[-1]](**settings)
    differences = [difference(a, b) for a, b in zip(content(real), content(ours))]
    with torch.no_grad():
        shapes = [output(each, input) for each in (real, ours)]
    parameters = sum(each.numel() for each in real.parameters())
    return dict(name=name, differences=[each for each in differences if each], shapes=shapes, parameters=parameters)


def parameters(made):
    return inspect.signature(made.__init__ if isinstance(made, type) else made).parameters.values()


def signatures(real, ours):
    """Parameters with their defaults; of the real ones those alone that ours does not gather as others."""
    real, ours = parameters(real), [each for each in parameters(ours) if each.kind is not each.VAR_POSITIONAL]
    gathers = any(each.kind is each.VAR_KEYWORD for each in ours)
    names = {each.name for each in ours if each.kind is not each.VAR_KEYWORD}
    listed = lambda found: [[each.name, getattr(each.default, '__name__', str(each.default))] for each in found
                            if not gathers or each.name in names]
    return listed(real), listed(ours)


def compare_classes(module, names, text):
    scope = {'__name__': module}
    exec(text, scope)
    real = importlib.import_module(f'torchvision.{module}')
    pairs = [signatures(getattr(real, name), scope[name]) for name in names.split()]
    return dict(name=f'{module}.py', differences=[each for each in (difference(*each) for each in pairs) if each])


for request in json.load(sys.stdin):
    print(json.dumps((compare_classes if 'module' in request else compare)(**request)), flush=True)
