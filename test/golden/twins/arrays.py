"""Operators that move elements: their gradients move them back, and add where one was read twice."""
import math

import torch
import torch.nn.functional as F

from .samples import database, integers, uniform
from .twin import Twin


def concat_sample(parts, dim=0):
    return None if any(p.numel() == 0 for p in parts) else (list(parts), {'axis': dim})


def tile_sample(x, reps):
    rank = max(x.dim(), len(reps))
    if rank == 0 or rank > x.dim() or math.prod(reps) in (0, 1):
        return None
    return [x], {'reps': [1] * (x.dim() - len(reps)) + list(reps)}


def expand_sample(x, shape):
    return None if -1 in shape or len(shape) == 0 else ([x], {'shape': list(shape)})


def permute_sample(x, permutation):
    return None if x.dim() == 0 else ([x], {'permutation': [p % x.dim() for p in permutation]})


def pad_sample(x, pads, mode='constant', value=0.0):
    """torch lists pads from the last axis backwards; tfjs wants a pair for every axis."""
    if min(pads) < 0:
        return None
    pairs = [list(pads[i:i + 2]) for i in range(0, len(pads), 2)][::-1]
    return [x], {'paddings': [[0, 0]] * (x.dim() - len(pairs)) + pairs, 'value': value}


def pad(x, paddings, value):
    return F.pad(x, [p for pair in reversed(paddings) for p in pair], value=value)


def mirror_pad(x, paddings, mode):
    """Reflection as a gather along every axis; symmetric repeats the border, reflect does not."""
    for axis, (before, after) in enumerate(paddings):
        size = x.shape[axis]
        repeat = 1 if mode == 'symmetric' else 0
        left = list(range(before - repeat, -repeat, -1))
        right = list(range(size - 2 + repeat, size - 2 + repeat - after, -1))
        x = x.index_select(axis, torch.tensor(left + list(range(size)) + right))
    return x


def gather(x, indices, axis, batchDims):
    if batchDims == 0:
        flat = x.index_select(axis, indices.flatten())
        return flat.reshape(x.shape[:axis] + indices.shape + x.shape[axis + 1:])
    return torch.stack([gather(row, ids, axis - 1, batchDims - 1) for row, ids in zip(x, indices)])


def space_to_batch(x, block, paddings):
    """(N, H, W, …) → (N·bh·bw, H/bh, W/bw, …), the block's offset outermost."""
    m, rest = len(block), list(x.shape[1 + len(block):])
    x = pad(x, [[0, 0]] + paddings + [[0, 0]] * len(rest), 0)
    n, spatial = x.shape[0], [s // b for s, b in zip(x.shape[1:1 + m], block)]
    x = x.reshape([n] + [v for pair in zip(spatial, block) for v in pair] + rest)
    order = [2 + 2 * i for i in range(m)] + [0] + [1 + 2 * i for i in range(m)] + list(range(1 + 2 * m, x.dim()))
    return x.permute(order).reshape([n * math.prod(block)] + spatial + rest)


def batch_to_space(x, block, crops):
    m, spatial, rest = len(block), list(x.shape[1:1 + len(block)]), list(x.shape[1 + len(block):])
    n = x.shape[0] // math.prod(block)
    order = [m] + [v for i in range(m) for v in (m + 1 + i, i)] + list(range(2 * m + 1, 2 * m + 1 + len(rest)))
    x = x.reshape(block + [n] + spatial + rest).permute(order)
    x = x.reshape([n] + [s * b for s, b in zip(spatial, block)] + rest)
    for axis, (before, after) in enumerate(crops, 1):
        x = x.narrow(axis, before, x.shape[axis] - before - after)
    return x


def slices(x, begin, size):
    return x[tuple(slice(b, b + s) for b, s in zip(begin, size))]


def positions(indices):
    return tuple(indices.long().unbind(-1))


def scatter_nd(indices, updates, shape):
    return torch.zeros(shape).double().index_put(positions(indices), updates, accumulate=True)


def strided_slice(x, begin, end, strides):
    """Like tfjs: a negative stride walks backwards from begin."""
    for axis, (b, e, s) in enumerate(zip(begin, end, strides)):
        x = x.index_select(axis, torch.arange(b, e, s))
    return x


TWINS = [
    Twin('Concat', 'concat', lambda *xs, axis: torch.cat(xs, axis), lambda: database('cat', 4, concat_sample)),
    Twin('Pack', 'stack', lambda *xs, axis: torch.stack(xs, axis),
         lambda: database('stack', 6, lambda parts, dim: concat_sample(parts, dim % (parts[0].dim() + 1)))),
    Twin('Unpack', 'unstack', lambda x, axis: x.unbind(axis), lambda: [
        ([uniform(3)], {'axis': 0}), ([uniform(2, 3)], {'axis': 1}), ([uniform(2, 3, 2)], {'axis': 1})]),
    Twin('SplitV', 'split', lambda x, sizes, axis: x.split(sizes, axis), lambda: [
        ([uniform(6)], {'sizes': [1, 3, 2], 'axis': 0}), ([uniform(4, 3)], {'sizes': [2, 2], 'axis': 0}),
        ([uniform(2, 4, 2)], {'sizes': [1, 3], 'axis': 1})]),
    Twin('Slice', 'slice', slices, lambda: [
        ([uniform(6)], {'begin': [2], 'size': [3]}), ([uniform(3, 4)], {'begin': [1, 0], 'size': [2, 3]}),
        ([uniform(2, 3, 4)], {'begin': [0, 1, 2], 'size': [2, 1, 2]}),
        ([uniform(2, 2, 3, 2)], {'begin': [1, 0, 1, 0], 'size': [1, 2, 2, 1]})]),
    Twin('Reverse', 'reverse', lambda x, axes: x.flip(axes),
         lambda: database('flip', 4, lambda x, dims: ([x], {'axes': [d % x.dim() for d in dims]}) if dims else None)),
    Twin('Tile', 'tile', lambda x, reps: x.repeat(reps), lambda: database('tile', 4, tile_sample) + [
        ([uniform(2, 1, 3)], {'reps': [1, 2, 2]}), ([uniform(1, 2, 2, 1)], {'reps': [2, 1, 1, 3]})]),
    Twin('BroadcastTo', 'broadcastTo', lambda x, shape: x.expand(shape), lambda: database('expand', 5, expand_sample)),
    Twin('Transpose', 'transpose', lambda x, permutation: x.permute(permutation),
         lambda: database('permute', 3, permute_sample) + [([uniform(3, 2)], {'permutation': [1, 0]})]),
    Twin('Reshape', 'reshape', lambda x, shape: x.reshape(shape), lambda: [
        ([uniform(2, 6)], {'shape': [3, 4]}), ([uniform(2, 3, 2)], {'shape': [12]}), ([uniform(1)], {'shape': []})]),
    Twin('ExpandDims', 'expandDims', lambda x, axis: x.unsqueeze(axis), lambda: [
        ([uniform(3)], {'axis': 0}), ([uniform(2, 3)], {'axis': 1}), ([uniform(2, 3)], {'axis': -1})]),
    Twin('squeeze', 'squeeze', lambda x, axes: x.squeeze(axes[0]), lambda: [([uniform(2, 1, 3)], {'axes': [1]})]),
    Twin('PadV2', 'pad', pad, lambda: database('nn.functional.pad/constant', 6, pad_sample)),
    Twin('MirrorPad', 'mirrorPad', mirror_pad, lambda: [
        ([uniform(4)], {'paddings': [[2, 1]], 'mode': 'reflect'}),
        ([uniform(4)], {'paddings': [[2, 1]], 'mode': 'symmetric'}),
        ([uniform(3, 3)], {'paddings': [[1, 2], [0, 1]], 'mode': 'reflect'}),
        ([uniform(1, 3, 3, 2)], {'paddings': [[0, 0], [1, 1], [1, 2], [0, 0]], 'mode': 'symmetric'})]),
    Twin('GatherV2', 'gather', gather, lambda: [
        ([uniform(5), torch.tensor([4, 0, 0, 2]).int()], {'axis': 0, 'batchDims': 0}),
        ([uniform(3, 4), integers(2, 3, high=4)], {'axis': 1, 'batchDims': 0}),
        ([uniform(3, 4, 2), integers(5, high=4)], {'axis': 1, 'batchDims': 0}),
        ([uniform(3, 4), integers(3, 2, high=4)], {'axis': 1, 'batchDims': 1})]),
    Twin('GatherNd', 'gatherND', lambda x, indices: x[positions(indices)], lambda: [
        ([uniform(3, 4), torch.tensor([[0, 1], [2, 3], [0, 1]]).int()], {}),
        ([uniform(3, 2), torch.tensor([[2], [0], [2]]).int()], {}),
        ([uniform(2, 3, 2), torch.tensor([[[0, 1], [1, 2]], [[1, 0], [0, 0]]]).int()], {})]),
    Twin('ScatterNd', 'scatterND', scatter_nd, lambda: [
        ([torch.tensor([[4], [0], [4]]).int(), uniform(3)], {'shape': [6]}),
        ([torch.tensor([[1], [0]]).int(), uniform(2, 3)], {'shape': [4, 3]}),
        ([torch.tensor([[0, 1], [2, 2]]).int(), uniform(2)], {'shape': [3, 3]})]),
    Twin('TensorScatterUpdate', 'tensorScatterUpdate',
         lambda x, indices, updates: x.index_put(positions(indices), updates), lambda: [
             ([uniform(5), torch.tensor([[3], [1]]).int(), uniform(2)], {}),
             ([uniform(3, 2), torch.tensor([[2], [0]]).int(), uniform(2, 2)], {})]),
    Twin('StridedSlice', 'stridedSlice', strided_slice, lambda: [
        ([uniform(7)], {'begin': [1], 'end': [6], 'strides': [2]}),
        ([uniform(6)], {'begin': [5], 'end': [0], 'strides': [-2]}),
        ([uniform(5, 3)], {'begin': [0, 2], 'end': [5, 0], 'strides': [3, -1]}),
        ([uniform(2, 4, 3)], {'begin': [1, 0, 0], 'end': [2, 4, 3], 'strides': [1, 3, 2]})]),
    Twin('SpaceToBatchND', 'spaceToBatchND', space_to_batch, lambda: [
        ([uniform(1, 4, 4, 1)], {'block': [2, 2], 'paddings': [[0, 0], [0, 0]]}),
        ([uniform(2, 3, 2, 2)], {'block': [2, 3], 'paddings': [[1, 0], [0, 1]]})]),
    Twin('BatchToSpaceND', 'batchToSpaceND', batch_to_space, lambda: [
        ([uniform(4, 2, 2, 1)], {'block': [2, 2], 'crops': [[0, 0], [0, 0]]}),
        ([uniform(6, 2, 2, 2)], {'block': [2, 3], 'crops': [[1, 0], [0, 1]]})]),
]
