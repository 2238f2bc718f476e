"""Matrix products."""
import torch
import torch.nn.functional as F

from .database import Known
from .samples import uniform
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


def product_sample(a, b):
    """tfjs's operands are matrices, or batches of them."""
    return transposed(a, b, False, False) if min(a.dim(), b.dim()) >= 2 else None


def matmul_samples():
    shapes = [((3, 4), (4, 2)), ((2, 3, 4), (2, 4, 2))]
    drawn = [transposed(uniform(*a), uniform(*b), *flags) for a, b in shapes for flags in FLAGS]
    broadcast = [transposed(uniform(1, 2, 3), uniform(4, 3, 2), False, flag) for flag in (False, True)]
    return drawn + broadcast


def fused_matmul(a, b, bias, transposeA, transposeB, activation):
    return ACTIVATIONS[activation](matmul(a, b, transposeA, transposeB) + bias)


def linear_sample(x, w, bias=None):
    """tfjs-layers's dense layer makes the same call; it flattens batches of vectors itself."""
    if x.dim() != 2 or bias is None:
        return None
    return [x, w, bias], {'transposeA': False, 'transposeB': True, 'activation': 'linear'}


def fused_samples():
    flags = FLAGS + [(False, False)]
    options = {'transposeA': False, 'transposeB': False, 'activation': 'linear'}
    broadcast = [([uniform(1, 2, 3), uniform(4, 3, 2), uniform(2)], options)]
    return broadcast + [([*stored, uniform(2)], {**options, 'activation': activation})
                        for activation, (ta, tb) in zip(('linear', 'relu', 'sigmoid', 'relu6', 'leakyrelu'), flags)
                        for stored, options in [transposed(uniform(3, 4), uniform(4, 2), ta, tb)]]


EQUATIONS = [('ab,bc->ac', [(2, 3), (3, 4)]), ('abc,adc->bad', [(2, 3, 4), (2, 2, 4)]), ('ab,cd->bd', [(2, 3), (3, 4)]),
             ('ab->ba', [(2, 3)]), ('abc->b', [(2, 3, 4)]), ('abhd,cbhd->hbac', [(2, 3, 2, 4), (3, 3, 2, 4)]),
             ('aa->a', [(3, 3)]), ('aa->', [(3, 3)]), ('aab->ab', [(3, 3, 2)]), ('aaab,c->ac', [(2, 2, 2, 3), (2,)]),
             ('aba,bcc->ac', [(2, 3, 2), (3, 4, 4)])]



def einsum_sample(operands, equation):
    """tfjs knows no ellipsis."""
    return None if '...' in equation else (list(operands), {'equation': equation})


def diag_sample(x, offset=0):
    """tfjs has the main diagonal only, and wants an axis."""
    return ([x], {}) if x.dim() and offset == 0 else None


def pair_sample(a, b):
    return [a, b], {}


TWINS = [
    Twin('BatchMatMul', 'matMul', matmul, [Known(name, product_sample) for name in ('mm', 'bmm', 'matmul')],
         matmul_samples),
    Twin('_FusedMatMul', 'fusedMatMul', fused_matmul, [Known('nn.functional.linear', linear_sample)], fused_samples),
    Twin('Einsum', 'einsum', lambda *operands, equation: torch.einsum(equation, *operands),
         [Known('einsum', einsum_sample, 9)], lambda: [
             ([uniform(*shape) for shape in shapes], {'equation': equation}) for equation, shapes in EQUATIONS]),
    Twin('Diag', 'diag', lambda x: torch.diag(x.flatten()).reshape(x.shape * 2), [Known('diagflat', diag_sample)],
         lambda: [([uniform(3)], {})]),
    Twin('dot', 'dot', torch.matmul, [Known(name, pair_sample) for name in ('dot', 'mv', 'mm')],
         lambda: [([uniform(4), uniform(4, 2)], {})]),
    Twin('outerProduct', 'outerProduct', torch.outer, [Known('outer', pair_sample)],
         lambda: [([uniform(3), uniform(4)], {})]),
]
