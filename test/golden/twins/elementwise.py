"""Functions of one element, and of two that broadcast."""
import torch
import torch.nn.functional as F

from .database import Known
from .samples import apart, away, chosen_clearly, distinct, off, only, uniform
from .twin import Twin


def everywhere(x):
    return torch.ones_like(x, dtype=torch.bool)


def unary(op, call, function, known, smooth=everywhere, own=list, **attributes):
    """`smooth` holds for elements where float32 shows the gradient and no kink is near; others are replaced."""
    adapt = lambda x, *_, **__: ([only(x, smooth)], attributes)
    return Twin(op, call, function, [Known(known, adapt, 3, lambda x, **_: smooth(x).all())], own)


def between(low, high):
    return lambda x: (x > low) & (x < high)


def fractional(x):
    """No step of floor or ceil is near."""
    return off(0, 1)(x - x.floor())


def step(x, alpha):
    return torch.where(x > 0, torch.ones_like(x), torch.full_like(x, alpha))


def hardtanh_sample(x, min_val=-1.0, max_val=1.0):
    return ([only(x, off(min_val, max_val))], {'low': min_val, 'high': max_val}) if min_val < max_val else None


def clear_of(x, low, high):
    return off(low, high)(x).all()


# tfjs-layers's activations that are no operator of tfjs-core, and where they are smooth.
ACTIVATIONS = [
    ('gelu', F.gelu, 'gelu', everywhere), ('swish', F.silu, 'silu', between(-4, 9)), ('mish', F.mish, 'mish', between(-4, 9)),
    ('softsign', F.softsign, 'softsign', off(0)),
    # torch's has another slope: the input alone is taken.
    ('hardSigmoid', lambda x: (0.2 * x + 0.5).clamp(0, 1), 'hardsigmoid', off(-2.5, 2.5)),
]


def activation(name, function, known, smooth):
    return unary(name, 'activation', lambda x, name: function(x), f'nn.functional.{known}', smooth, name=name)


UNARY = [
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
]


def binary(op, call, function, known, prepare=lambda a, b: (a, b), condition=lambda a, b: True, limit=6):
    """Of torch's options (a factor for b) tfjs has none."""
    def adapt(a, b, **options):
        return ([*prepare(a, b)], {}) if not options or 'rounding_mode' in options else None
    return Twin(op, call, function, [Known(known, adapt, limit, condition)])


def off_the_cut(a, b):
    """The angle jumps by 2π across a = 0, b < 0."""
    return off(0)(a).all() and (b.abs() > 0.5).all()


def off_zero(distance):
    """Divisors: 1 / b and its derivatives stay small."""
    return lambda a, b: (a, only(b, lambda b: b.abs() > distance))


def off_zero_condition(distance):
    return lambda a, b: (b.abs() > distance).all()


def positive_base(a, b):
    """a^b and its derivatives by a stay within float32's reach of each other."""
    return only(a, lambda a: a > 0.5), b


def fractional_quotient(a, b):
    """a / b stays off the integers, where mod and floorDiv jump, when both move."""
    return (b.abs() > 1.5).all() and fractional(a / b).all()


BINARY = [
    binary('Add', 'add', torch.add, 'add'),
    binary('Sub', 'sub', torch.sub, 'sub'),
    binary('Multiply', 'mul', torch.mul, 'mul'),
    binary('RealDiv', 'div', torch.div, 'div/no_rounding_mode', off_zero(0.5), off_zero_condition(0.5)),
    binary('Maximum', 'maximum', torch.maximum, 'maximum', condition=apart),
    binary('Minimum', 'minimum', torch.minimum, 'minimum', condition=apart),
    binary('Pow', 'pow', torch.pow, 'pow', positive_base, lambda a, b: (a > 0.5).all()),
    binary('Atan2', 'atan2', torch.atan2, 'atan2', off_zero(0.5), off_the_cut),
    binary('SquaredDifference', 'squaredDifference', lambda a, b: (a - b).square(), 'sub'),
    binary('Mod', 'mod', torch.remainder, 'remainder', off_zero(1.5), fractional_quotient),
    binary('FloorDiv', 'floorDiv', lambda a, b: torch.div(a, b, rounding_mode='floor'), 'div/floor_rounding',
           off_zero(1.5), fractional_quotient),
    binary('GreaterEqual', 'greaterEqual', torch.ge, 'ge', condition=apart, limit=3),
]


def prelu_sample(x, weight):
    """torch's weight belongs to the second axis; tfjs's broadcasts."""
    return [only(x, off(0)), weight.reshape([-1] + [1] * (x.dim() - 2)) if weight.dim() else weight], {}


def arg_sample(x, dim=None, keepdim=False):
    """tfjs drops the axis, and wants one."""
    return None if x.dim() == 0 or keepdim or (dim is None and x.dim() > 1) else ([x], {'axis': dim or 0})


def one_hot_sample(x, num_classes):
    """tfjs casts, so that there is a gradient: 0. Numbers stay off the cast's steps."""
    return [only(x, fractional)], {'depth': num_classes if num_classes > 0 else int(x.max()) + 1}


OTHERS = [
    Twin('Select', 'where', torch.where, [Known('where', lambda a, condition, b: ([condition, a, b], {}), 5)]),
    Twin('AddN', 'addN', lambda *xs: sum(xs), [Known('stack', lambda xs, dim: (list(xs), {}), 3)],
         lambda: [([uniform(2, 3) for _ in range(3)], {}), ([uniform(4)], {})]),
    Twin('Prelu', 'prelu', lambda x, alpha: torch.where(x > 0, x, alpha * x),
         [Known('nn.functional.prelu', prelu_sample, 6, lambda x, alpha: off(0)(x).all())], lambda: [
             ([away(uniform(2, 3, 4), 0), uniform(2, 3, 4)], {}),
             ([away(uniform(2, 3, 4), 0), uniform(4)], {}),
             ([away(uniform(2, 2, 3, 2), 0), uniform(1, 1, 2)], {})]),
    Twin('ArgMax', 'argMax', lambda x, axis: x.argmax(axis),
         [Known('argmax', arg_sample, 4, lambda x, axis: chosen_clearly(x.movedim(axis, -1)))],
         lambda: [([distinct(3, 4)], {'axis': 1}), ([distinct(2, 3, 2)], {'axis': 0})]),
    Twin('ArgMin', 'argMin', lambda x, axis: x.argmin(axis),
         [Known('argmin', arg_sample, 4, lambda x, axis: chosen_clearly(-x.movedim(axis, -1)))],
         lambda: [([distinct(3, 4)], {'axis': 1}), ([distinct(2, 3, 2)], {'axis': 0})]),
    Twin('OneHot', 'oneHot', lambda x, depth: F.one_hot(x.long(), depth), 
         [Known('nn.functional.one_hot', one_hot_sample, 3, lambda x, depth: fractional(x).all())],
         lambda: [([torch.tensor([0.3, 2.2, 1.4, 3.1]).double()], {'depth': 4})]),
]

TWINS = UNARY + BINARY + OTHERS
