"""Functions of one element, and of two that broadcast."""
import torch
import torch.nn.functional as F

from .samples import away, away_from_integers, database, distinct, uniform
from .twin import Twin


def unary(op, call, function, known, prepare=lambda x: x, **attributes):
    """`known`: its name in torch's database; `prepare` moves samples off kinks and ill-conditioned ranges."""
    adapt = lambda x, *_, **__: ([prepare(x)], attributes)
    extra = lambda: [([prepare(uniform(2, 3, low=-9, high=9))], attributes)] if op in WHOLE_LINE else []
    return Twin(op, call, function, lambda: database(known, 3, adapt) + extra())


def near_zero(scale, *kinks):
    return lambda x: away(x * scale, *kinks)


def away_from_zero(x, distance):
    return torch.where(x < 0, -1.0, 1.0) * (x.abs() + distance)


def inside(low, high):
    return lambda x: x.clamp(low, high)


def step(x, alpha):
    return torch.where(x > 0, torch.ones_like(x), torch.full_like(x, alpha))


WHOLE_LINE = {'Abs', 'Ceil', 'Floor', 'Relu', 'Relu6', 'Sign', 'Step', 'ClipByValue', 'Elu', 'Selu', 'LeakyRelu'}

# tfjs-layers's activations that are no operator of tfjs-core: the samples' scale (gelu cancels far below zero), kinks.
ACTIVATIONS = [
    ('gelu', F.gelu, 0.2), ('swish', F.silu, 0.3), ('mish', F.mish, 0.3), ('softsign', F.softsign, 1, 0),
    ('hardSigmoid', lambda x: (0.2 * x + 0.5).clamp(0, 1), 0.5, -2.5, 2.5),
]


def activation(name, function, scale, *kinks):
    return unary(name, 'activation', lambda x, name: function(x), 'sigmoid', near_zero(scale, *kinks), name=name)


UNARY = [
    unary('Abs', 'abs', torch.abs, 'abs', near_zero(1, 0)),
    unary('Acos', 'acos', torch.acos, 'acos', inside(-0.95, 0.95)),
    unary('Acosh', 'acosh', torch.acosh, 'acosh', inside(1.1, 9)),
    unary('Asin', 'asin', torch.asin, 'asin', inside(-0.95, 0.95)),
    unary('Asinh', 'asinh', torch.asinh, 'asinh'),
    unary('Atan', 'atan', torch.atan, 'atan'),
    unary('Atanh', 'atanh', torch.atanh, 'atanh', inside(-0.95, 0.95)),
    unary('Cast', 'cast', lambda x, dtype: x.clone(), 'clone', dtype='float32'),
    unary('Ceil', 'ceil', torch.ceil, 'ceil', away_from_integers),
    unary('ClipByValue', 'clipByValue', lambda x, low, high: x.clamp(low, high), 'abs', near_zero(1, -2, 3),
          low=-2, high=3),
    unary('Cos', 'cos', torch.cos, 'cos'),
    unary('Cosh', 'cosh', torch.cosh, 'cosh', near_zero(0.5)),
    unary('Elu', 'elu', F.elu, 'nn.functional.elu', near_zero(0.4, 0)),
    unary('Erf', 'erf', torch.erf, 'erf', near_zero(0.25)),
    unary('Exp', 'exp', torch.exp, 'exp'),
    unary('Expm1', 'expm1', torch.expm1, 'expm1', near_zero(0.5)),
    unary('Floor', 'floor', torch.floor, 'floor', away_from_integers),
    unary('Identity', 'clone', torch.clone, 'clone'),
    unary('IsFinite', 'isFinite', torch.isfinite, 'isfinite'),
    unary('IsInf', 'isInf', torch.isinf, 'isinf'),
    unary('IsNan', 'isNaN', torch.isnan, 'isnan'),
    unary('LeakyRelu', 'leakyRelu', lambda x, alpha: F.leaky_relu(x, alpha), 'nn.functional.leaky_relu',
          near_zero(1, 0), alpha=0.1),
    unary('Log', 'log', torch.log, 'log', inside(0.1, 9)),
    unary('Log1p', 'log1p', torch.log1p, 'log1p', inside(-0.9, 9)),
    unary('Neg', 'neg', torch.neg, 'neg'),
    unary('OnesLike', 'onesLike', torch.ones_like, 'ones_like'),
    unary('Reciprocal', 'reciprocal', torch.reciprocal, 'reciprocal', lambda x: away_from_zero(x, 0.3)),
    unary('Relu', 'relu', torch.relu, 'nn.functional.relu', near_zero(1, 0)),
    unary('Relu6', 'relu6', F.relu6, 'nn.functional.relu6', near_zero(1, 0, 6)),
    unary('Round', 'round', torch.round, 'round', lambda x: away_from_integers(x, 0.5)),
    unary('Rsqrt', 'rsqrt', torch.rsqrt, 'rsqrt', inside(0.2, 9)),
    unary('Selu', 'selu', F.selu, 'nn.functional.selu', near_zero(0.4, 0)),
    unary('Sigmoid', 'sigmoid', torch.sigmoid, 'sigmoid', near_zero(0.4)),
    unary('Sign', 'sign', torch.sign, 'sign', near_zero(1, 0)),
    unary('Sin', 'sin', torch.sin, 'sin'),
    unary('Sinh', 'sinh', torch.sinh, 'sinh', near_zero(0.5)),
    unary('Softplus', 'softplus', F.softplus, 'nn.functional.softplus', near_zero(0.7)),
    unary('Sqrt', 'sqrt', torch.sqrt, 'sqrt', inside(0.1, 9)),
    unary('Square', 'square', torch.square, 'square'),
    unary('Step', 'step', step, 'sign', near_zero(1, 0), alpha=0.5),
    unary('Tan', 'tan', torch.tan, 'tan', near_zero(0.13)),
    unary('Tanh', 'tanh', torch.tanh, 'tanh', near_zero(0.25)),
    unary('ZerosLike', 'zerosLike', torch.zeros_like, 'zeros_like'),
    *[activation(*row) for row in ACTIVATIONS],
    unary('logSigmoid', 'logSigmoid', F.logsigmoid, 'nn.functional.logsigmoid', near_zero(0.4)),
]


def binary(op, call, function, known, prepare=lambda a, b: (a, b), limit=6):
    def adapt(a, b=None, *_, **options):
        return None if options or not torch.is_tensor(b) else (list(prepare(a, b)), {})
    return Twin(op, call, function, lambda: database(known, limit, adapt))


def apart(a, b):
    """No tie between the operands."""
    return torch.where((a - b).abs() < 0.2, a + 0.5, a), b


def positive_base(a, b):
    return a.abs() * 0.3 + 0.2, b * 0.25


def divisor(a, b):
    return a, away_from_zero(b, 0.5)


def fractional_quotient(a, b):
    """a / b stays off the integers, where mod and floorDiv jump."""
    _, b = divisor(a, b)
    return away_from_integers(a / b) * b, b


BINARY = [
    binary('Add', 'add', torch.add, 'add'),
    binary('Sub', 'sub', torch.sub, 'sub'),
    binary('Multiply', 'mul', torch.mul, 'mul'),
    binary('RealDiv', 'div', torch.div, 'div/no_rounding_mode', divisor),
    binary('Maximum', 'maximum', torch.maximum, 'maximum', apart),
    binary('Minimum', 'minimum', torch.minimum, 'minimum', apart),
    binary('Pow', 'pow', torch.pow, 'pow', positive_base),
    binary('Atan2', 'atan2', torch.atan2, 'atan2', divisor),
    binary('SquaredDifference', 'squaredDifference', lambda a, b: (a - b).square(), 'sub'),
    Twin('Mod', 'mod', torch.remainder, lambda: mod_samples()),
    Twin('FloorDiv', 'floorDiv', lambda a, b: torch.div(a, b, rounding_mode='floor'), lambda: mod_samples()),
    binary('GreaterEqual', 'greaterEqual', torch.ge, 'ge', apart, 3),
]


def mod_samples():
    same = [fractional_quotient(uniform(4, low=-9, high=9), uniform(4)),
            fractional_quotient(uniform(2, 3), uniform(2, 3))]
    broadcast = [(torch.tensor([[0.7, 2.3, -1.6], [5.2, -3.3, 1.9]]).double(), torch.tensor([1.5, -0.8, 2.1]).double())]
    return [([a, b], {}) for a, b in same + broadcast]


def arg_samples():
    return [([distinct(3, 4)], {'axis': 1}), ([distinct(2, 3, 2)], {'axis': 0})]


def where_sample(condition, t, e):
    return [condition, t, e], {}


OTHERS = [
    Twin('Select', 'where', torch.where,
         lambda: database('where', 5, lambda t, c, e: where_sample(c, t, e))),
    Twin('AddN', 'addN', lambda *xs: sum(xs), lambda: [([uniform(2, 3) for _ in range(3)], {}), ([uniform(4)], {})]),
    Twin('Prelu', 'prelu', lambda x, alpha: torch.where(x > 0, x, alpha * x), lambda: [
        ([away(uniform(2, 3, 4), 0), uniform(2, 3, 4)], {}),
        ([away(uniform(2, 3, 4), 0), uniform(4)], {}),
        ([away(uniform(2, 2, 3, 2), 0), uniform(1, 1, 2)], {}),
    ]),
    Twin('ArgMax', 'argMax', lambda x, axis: x.argmax(axis), arg_samples),
    Twin('ArgMin', 'argMin', lambda x, axis: x.argmin(axis), arg_samples),
    Twin('OneHot', 'oneHot', lambda x, depth: F.one_hot(x.long(), depth), lambda: [
        ([torch.tensor([0.3, 2.2, 1.4, 3.1]).double()], {'depth': 4})]),
]

TWINS = UNARY + BINARY + OTHERS
