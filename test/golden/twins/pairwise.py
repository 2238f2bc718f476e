"""Functions of several elements at one place, with broadcasting."""
import torch

from .database import Known
from .samples import apart, away, fractional, off, only, uniform
from .twin import Twin


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


def prelu_sample(x, weight):
    """torch's weight belongs to the second axis; tfjs's broadcasts."""
    return [only(x, off(0)), weight.reshape([-1] + [1] * (x.dim() - 2)) if weight.dim() else weight], {}


TWINS = [
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
    Twin('Select', 'where', torch.where, [Known('where', lambda a, condition, b: ([condition, a, b], {}), 5)]),
    Twin('AddN', 'addN', lambda *xs: sum(xs), [Known('stack', lambda xs, dim: (list(xs), {}), 3)],
         lambda: [([uniform(2, 3) for _ in range(3)], {}), ([uniform(4)], {})]),
    Twin('Prelu', 'prelu', lambda x, alpha: torch.where(x > 0, x, alpha * x),
         [Known('nn.functional.prelu', prelu_sample, 6, lambda x, alpha: off(0)(x).all())], lambda: [
             ([away(uniform(2, 3, 4), 0), uniform(2, 3, 4)], {}),
             ([away(uniform(2, 3, 4), 0), uniform(4)], {}),
             ([away(uniform(2, 2, 3, 2), 0), uniform(1, 1, 2)], {})]),
]
