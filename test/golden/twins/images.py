"""Resizing, with TensorFlow's three conventions for where a pixel's centre is."""
import torch

from .database import Known
from .samples import uniform
from .spatial import channels_last
from .twin import Twin


def sources(size, target, alignCorners, halfPixelCenters):
    """Position in the source of every target pixel, before rounding or clamping."""
    grid = torch.arange(target, dtype=torch.float64)
    if alignCorners and target > 1:
        return grid * ((size - 1) / (target - 1))
    scale = size / target
    return (grid + 0.5) * scale - 0.5 if halfPixelCenters else grid * scale


def bilinear_axis(x, axis, positions):
    low = positions.floor()
    fraction = (positions - low).reshape([-1 if i == axis else 1 for i in range(x.dim())])
    pick = lambda p: x.index_select(axis, p.long().clamp(0, x.shape[axis] - 1))
    return pick(low) * (1 - fraction) + pick(positions.ceil()) * fraction


def bilinear(images, size, alignCorners, halfPixelCenters):
    for axis, target in enumerate(size, 1):
        images = bilinear_axis(images, axis, sources(images.shape[axis], target, alignCorners, halfPixelCenters))
    return images


def nearest(images, size, alignCorners, halfPixelCenters):
    for axis, target in enumerate(size, 1):
        at = sources(images.shape[axis], target, alignCorners, halfPixelCenters)
        at = at + 0.5 if halfPixelCenters or alignCorners else at
        images = images.index_select(axis, at.floor().long().clamp(0, images.shape[axis] - 1))
    return images


def samples():
    conventions = [(False, False), (True, False), (False, True)]
    sizes = [((1, 3, 3, 2), [5, 7]), ((2, 4, 4, 1), [3, 2]), ((1, 3, 4, 2), [5, 7])]
    return [([uniform(*shape)], {'size': size, 'alignCorners': align, 'halfPixelCenters': half})
            for shape, size in sizes for align, half in conventions]


def resize_sample(align, half):
    """`align(align_corners)` and `half(align_corners)` are tfjs's conventions."""
    def adapt(x, size, scale, mode, align_corners):
        """tfjs wants a size; where corners are not aligned, torch reads by the scale itself, not by the sizes' ratio."""
        if x.dim() != 4 or (size is None and not align_corners):
            return None
        size = size or [int(n * scale) for n in x.shape[2:]]
        return [channels_last(x)], {
            'size': list(size), 'alignCorners': align(align_corners), 'halfPixelCenters': half(align_corners)}
    return adapt


def never(_):
    return False


TWINS = [
    Twin('ResizeBilinear', 'resizeBilinear', bilinear,
         [Known('nn.functional.interpolate/bilinear', resize_sample(bool, lambda align: not align), 5)], samples),
    Twin('ResizeNearestNeighbor', 'resizeNearestNeighbor', nearest,
         [Known('nn.functional.interpolate/nearest', resize_sample(never, never))], samples),
]
