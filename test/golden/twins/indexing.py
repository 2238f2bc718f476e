"""Operators that read or write some of the elements: their gradients add where one was read twice."""
import torch

from .database import Known
from .samples import integers, uniform
from .twin import Twin


def narrow_sample(x, dim, start, length):
    begin, size = [0] * x.dim(), list(x.shape)
    begin[dim], size[dim] = int(start) % x.shape[dim], length
    return ([x], {'begin': begin, 'size': size}) if length else None


def range_sample(x, index):
    """A range of the first axis."""
    if not isinstance(index, slice):
        return None
    start, stop, stride = index.indices(len(x))
    rest = list(x.shape[1:])
    return [x], {'begin': [start] + [0] * len(rest), 'end': [stop] + rest, 'strides': [stride] + [1] * len(rest)}


def embedding_sample(table, indices, **options):
    """torch's options change its gradient; tfjs has none."""
    return None if options else ([table, indices.int()], {'axis': 0, 'batchDims': 0})


def index_select_sample(x, dim, index):
    return ([x, index.int()], {'axis': dim, 'batchDims': 0}) if x.dim() else None


def take_along_sample(x, dim, index):
    """Row by row, the second axis of a matrix is gathered along."""
    return ([x, index.int()], {'axis': 1, 'batchDims': 1}) if x.dim() == 2 and dim == 1 else None


def points_sample(x, index):
    """One list of coordinates for each of the first axes."""
    if not isinstance(index, list) or not all(isinstance(i, list) for i in index):
        return None
    return [x, torch.tensor(index).T.int()], {}


def rows(indices):
    """Rows by number, not by a mask, which tfjs has not."""
    return indices[0].unsqueeze(-1).int() if indices[0].dtype == torch.int64 else None


def scatter_sample(x, indices, values, accumulate):
    """tfjs adds onto zeros what torch adds onto x."""
    at = rows(indices)
    return ([at, values], {'shape': list(x.shape)}) if at is not None and accumulate else None


def update_sample(x, indices, values, accumulate):
    at = rows(indices)
    return ([x, at, values], {}) if at is not None and not accumulate else None


def one_by_one(x, indices, updates):
    """Of two updates in one place either may win."""
    return len(indices.unique(dim=0)) == len(indices)


def gather(x, indices, axis, batchDims):
    if batchDims == 0:
        flat = x.index_select(axis, indices.flatten())
        return flat.reshape(x.shape[:axis] + indices.shape + x.shape[axis + 1:])
    return torch.stack([gather(row, ids, axis - 1, batchDims - 1) for row, ids in zip(x, indices)])


def slices(x, begin, size):
    return x[tuple(slice(b, b + s) for b, s in zip(begin, size))]


def positions(indices):
    return tuple(indices.long().unbind(-1))


def gather_nd(x, indices):
    return x[positions(indices)]


def update(x, indices, updates):
    return x.index_put(positions(indices), updates)


def scatter_nd(indices, updates, shape):
    return torch.zeros(shape).double().index_put(positions(indices), updates, accumulate=True)


def strided_slice(x, begin, end, strides):
    """Like tfjs: a negative stride walks backwards from begin."""
    for axis, (b, e, s) in enumerate(zip(begin, end, strides)):
        x = x.index_select(axis, torch.arange(b, e, s))
    return x


TWINS = [
    Twin('Slice', 'slice', slices, [Known('narrow', narrow_sample)], lambda: [
        ([uniform(6)], {'begin': [2], 'size': [3]}), ([uniform(3, 4)], {'begin': [1, 0], 'size': [2, 3]}),
        ([uniform(2, 3, 4)], {'begin': [0, 1, 2], 'size': [2, 1, 2]}),
        ([uniform(2, 2, 3, 2)], {'begin': [1, 0, 1, 0], 'size': [1, 2, 2, 1]})]),
    Twin('GatherV2', 'gather', gather,
         [Known('index_select', index_select_sample), Known('nn.functional.embedding', embedding_sample),
          Known('gather', take_along_sample)], lambda: [
             ([uniform(5), torch.tensor([4, 0, 0, 2]).int()], {'axis': 0, 'batchDims': 0}),
             ([uniform(3, 4), integers(2, 3, high=4)], {'axis': 1, 'batchDims': 0}),
             ([uniform(3, 4, 2), integers(5, high=4)], {'axis': 1, 'batchDims': 0}),
             ([uniform(3, 4), integers(3, 2, high=4)], {'axis': 1, 'batchDims': 1})]),
    Twin('GatherNd', 'gatherND', gather_nd, [Known('__getitem__', points_sample)], lambda: [
        ([uniform(3, 4), torch.tensor([[0, 1], [2, 3], [0, 1]]).int()], {}),
        ([uniform(3, 2), torch.tensor([[2], [0], [2]]).int()], {}),
        ([uniform(2, 3, 2), torch.tensor([[[0, 1], [1, 2]], [[1, 0], [0, 0]]]).int()], {})]),
    Twin('ScatterNd', 'scatterND', scatter_nd, [Known('index_put', scatter_sample)], lambda: [
        ([torch.tensor([[4], [0], [4]]).int(), uniform(3)], {'shape': [6]}),
        ([torch.tensor([[1], [0]]).int(), uniform(2, 3)], {'shape': [4, 3]}),
        ([torch.tensor([[0, 1], [2, 2]]).int(), uniform(2)], {'shape': [3, 3]})]),
    Twin('TensorScatterUpdate', 'tensorScatterUpdate', update,
         [Known('index_put', update_sample, condition=one_by_one)], lambda: [
             ([uniform(5), torch.tensor([[3], [1]]).int(), uniform(2)], {}),
             ([uniform(3, 2), torch.tensor([[2], [0]]).int(), uniform(2, 2)], {})]),
    Twin('StridedSlice', 'stridedSlice', strided_slice, [Known('__getitem__', range_sample)], lambda: [
        ([uniform(7)], {'begin': [1], 'end': [6], 'strides': [2]}),
        ([uniform(6)], {'begin': [5], 'end': [0], 'strides': [-2]}),
        ([uniform(5, 3)], {'begin': [0, 2], 'end': [5, 0], 'strides': [3, -1]}),
        ([uniform(2, 4, 3)], {'begin': [1, 0, 0], 'end': [2, 4, 3], 'strides': [1, 3, 2]})]),
]
