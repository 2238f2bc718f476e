"""Matrix products."""
import torch
import torch.nn.functional as F

from .samples import database, uniform
from .twin import Twin

ACTIVATIONS = {'linear': lambda x: x, 'relu': torch.relu, 'relu6': F.relu6, 'sigmoid': torch.sigmoid, 'elu': F.elu,
               'leakyrelu': lambda x: F.leaky_relu(x, 0.2)}


def matmul(a, b, transposeA, transposeB):
    return (a.mT if transposeA else a) @ (b.mT if transposeB else b)


def transposed(a, b, transposeA, transposeB):
    """Operands stored so that the product with these flags is a @ b."""
    stored = [a.mT.contiguous() if transposeA else a, b.mT.contiguous() if transposeB else b]
    return stored, {'transposeA': transposeA, 'transposeB': transposeB}


FLAGS = [(False, False), (False, True), (True, False), (True, True)]


def matmul_samples():
    shapes = [((3, 4), (4, 2)), ((2, 3, 4), (2, 4, 2))]
    drawn = [transposed(uniform(*a), uniform(*b), *flags) for a, b in shapes for flags in FLAGS]
    broadcast = [transposed(uniform(1, 2, 3), uniform(4, 3, 2), False, flag) for flag in (False, True)]
    return database('bmm', 1, lambda a, b: transposed(a, b, False, False)) + drawn + broadcast


def fused_matmul(a, b, bias, transposeA, transposeB, activation):
    return ACTIVATIONS[activation](matmul(a, b, transposeA, transposeB) + bias)


def fused_samples():
    flags = FLAGS + [(False, False)]
    broadcast = [([uniform(1, 2, 3), uniform(4, 3, 2), uniform(2)], {'transposeA': False, 'transposeB': False})]
    return [(inputs, {**options, 'activation': 'linear'}) for inputs, options in broadcast] + [([*stored, uniform(2)], {**options, 'activation': activation})
            for activation, (ta, tb) in zip(('linear', 'relu', 'sigmoid', 'relu6', 'leakyrelu'), flags)
            for stored, options in [transposed(uniform(3, 4), uniform(4, 2), ta, tb)]]


EQUATIONS = [('ab,bc->ac', [(2, 3), (3, 4)]), ('abc,adc->bad', [(2, 3, 4), (2, 2, 4)]), ('ab,cd->bd', [(2, 3), (3, 4)]),
             ('ab->ba', [(2, 3)]), ('abc->b', [(2, 3, 4)]), ('abhd,cbhd->hbac', [(2, 3, 2, 4), (3, 3, 2, 4)])]

TWINS = [
    Twin('BatchMatMul', 'matMul', matmul, matmul_samples),
    Twin('_FusedMatMul', 'fusedMatMul', fused_matmul, fused_samples),
    Twin('Einsum', 'einsum', lambda *operands, equation: torch.einsum(equation, *operands), lambda: [
        ([uniform(*shape) for shape in shapes], {'equation': equation}) for equation, shapes in EQUATIONS]),
    Twin('Diag', 'diag', lambda x: torch.diag(x.flatten()).reshape(x.shape * 2), lambda: [
        ([uniform(3)], {}), ([uniform(2, 2)], {})]),
    Twin('dot', 'dot', torch.matmul, lambda: [([uniform(4), uniform(4)], {}), ([uniform(3, 4), uniform(4)], {}),
                                              ([uniform(4), uniform(4, 2)], {})]),
    Twin('outerProduct', 'outerProduct', torch.outer, lambda: [([uniform(3), uniform(4)], {})]),
]
