"""Functions of one element."""
import torch
import torch.nn.functional as F

from .database import Known
from .samples import away, fractional, off, only, uniform
from .twin import Twin


def everywhere(x):
    return torch.ones_like(x, dtype=torch.bool)


def unary(op, call, function, known, smooth=everywhere, own=list, **attributes):
    """`smooth` holds for elements where float32 shows the gradient and no kink is near; others are replaced."""
    adapt = lambda x, *_, **__: ([only(x, smooth)], attributes)
    return Twin(op, call, function, [Known(known, adapt, 3, lambda x, **_: smooth(x).all())], own)


def between(low, high):
    return lambda x: (x > low) & (x < high)


def step(x, alpha):
    return torch.where(x > 0, torch.ones_like(x), torch.full_like(x, alpha))


def hardtanh_sample(x, min_val=-1.0, max_val=1.0):
    return ([only(x, off(min_val, max_val))], {'low': min_val, 'high': max_val}) if min_val < max_val else None


def clear_of(x, low, high):
    return off(low, high)(x).all()


# tfjs-layers's activations that are no operator of tfjs-core, and where they are smooth.
ACTIVATIONS = [
    ('gelu', F.gelu, 'gelu', everywhere), ('swish', F.silu, 'silu', between(-4, 9)),
    ('mish', F.mish, 'mish', between(-4, 9)),
    ('softsign', F.softsign, 'softsign', off(0)),
    # torch's has another slope: the input alone is taken.
    ('hardSigmoid', lambda x: (0.2 * x + 0.5).clamp(0, 1), 'hardsigmoid', off(-2.5, 2.5)),
]


def activation(name, function, known, smooth):
    return unary(name, 'activation', lambda x, name: function(x), f'nn.functional.{known}', smooth, name=name)


def one_hot_sample(x, num_classes):
    """tfjs casts, so that there is a gradient: 0. Numbers stay off the cast's steps."""
    return [only(x, fractional)], {'depth': num_classes if num_classes > 0 else int(x.max()) + 1}


TWINS = [
    unary('Abs', 'abs', torch.abs, 'abs', off(0)),
    unary('Acos', 'acos', torch.acos, 'acos', between(-0.95, 0.95)),
    unary('Acosh', 'acosh', torch.acosh, 'acosh', between(1.1, 9)),
    unary('Asin', 'asin', torch.asin, 'asin', between(-0.95, 0.95)),
    unary('Asinh', 'asinh', torch.asinh, 'asinh'),
    unary('Atan', 'atan', torch.atan, 'atan'),
    unary('Atanh', 'atanh', torch.atanh, 'atanh', between(-0.95, 0.95)),
    unary('Cast', 'cast', lambda x, dtype: x.clone(), 'double', dtype='float32'),
    unary('Ceil', 'ceil', torch.ceil, 'ceil', fractional),
    unary('Cos', 'cos', torch.cos, 'cos'),
    unary('Cosh', 'cosh', torch.cosh, 'cosh'),
    unary('Elu', 'elu', F.elu, 'nn.functional.elu', off(0)),
    unary('Erf', 'erf', torch.erf, 'erf', between(-2.5, 2.5)),
    unary('Exp', 'exp', torch.exp, 'exp'),
    unary('Expm1', 'expm1', torch.expm1, 'expm1'),
    unary('Floor', 'floor', torch.floor, 'floor', fractional),
    unary('Identity', 'clone', torch.clone, 'clone'),
    unary('IsFinite', 'isFinite', torch.isfinite, 'isfinite'),
    unary('IsInf', 'isInf', torch.isinf, 'isinf'),
    unary('IsNan', 'isNaN', torch.isnan, 'isnan'),
    unary('LeakyRelu', 'leakyRelu', lambda x, alpha: F.leaky_relu(x, alpha), 'nn.functional.leaky_relu', off(0),
          lambda: [([away(uniform(2, 3), 0)], {'alpha': 0.2})], alpha=0.01),
    unary('Log', 'log', torch.log, 'log', between(0.1, 9)),
    unary('Log1p', 'log1p', torch.log1p, 'log1p', between(-0.9, 9)),
    unary('Neg', 'neg', torch.neg, 'neg'),
    unary('OnesLike', 'onesLike', torch.ones_like, 'ones_like'),
    unary('Reciprocal', 'reciprocal', torch.reciprocal, 'reciprocal', lambda x: x.abs() > 0.3),
    unary('Relu', 'relu', torch.relu, 'nn.functional.relu', off(0)),
    unary('Relu6', 'relu6', F.relu6, 'nn.functional.relu6', off(0, 6)),
    unary('Round', 'round', torch.round, 'round', lambda x: fractional(x + 0.5)),
    unary('Rsqrt', 'rsqrt', torch.rsqrt, 'rsqrt', between(0.2, 9)),
    unary('Selu', 'selu', F.selu, 'nn.functional.selu', off(0)),
    unary('Sigmoid', 'sigmoid', torch.sigmoid, 'sigmoid', between(-9, 4),
          lambda: [([uniform(2, 3, low=-30, high=-15)], {})]),
    unary('Sign', 'sign', torch.sign, 'sign', off(0)),
    unary('Sin', 'sin', torch.sin, 'sin'),
    unary('Sinh', 'sinh', torch.sinh, 'sinh'),
    # Its β and threshold are not tfjs's: the input alone is taken.
    unary('Softplus', 'softplus', F.softplus, 'nn.functional.softplus'),
    unary('Sqrt', 'sqrt', torch.sqrt, 'sqrt', between(0.1, 9)),
    unary('Square', 'square', torch.square, 'square'),
    unary('Step', 'step', step, 'heaviside', off(0), lambda: [([away(uniform(2, 3), 0)], {'alpha': 0.5})], alpha=0),
    unary('Tan', 'tan', torch.tan, 'tan', lambda x: x.cos().abs() > 0.3),
    unary('Tanh', 'tanh', torch.tanh, 'tanh', between(-3, 3)),
    unary('ZerosLike', 'zerosLike', torch.zeros_like, 'zeros_like'),
    *[activation(*row) for row in ACTIVATIONS],
    unary('logSigmoid', 'logSigmoid', F.logsigmoid, 'nn.functional.logsigmoid'),
    Twin('ClipByValue', 'clipByValue', lambda x, low, high: x.clamp(low, high),
         [Known('nn.functional.hardtanh', hardtanh_sample, 4, clear_of)],
         lambda: [([away(uniform(2, 3, low=-9, high=9), -2, 3)], {'low': -2, 'high': 3})]),
    Twin('OneHot', 'oneHot', lambda x, depth: F.one_hot(x.long(), depth), 
         [Known('nn.functional.one_hot', one_hot_sample, 3, lambda x, depth: fractional(x).all())],
         lambda: [([torch.tensor([0.3, 2.2, 1.4, 3.1]).double()], {'depth': 4})]),
]
