"""Recurrent layers over a whole sequence, on Keras's weights: (in, gates·H), gates along the last axis."""
import torch

from .samples import uniform
from .twin import Twin


def zeros(*shape):
    return torch.zeros(shape, dtype=torch.float64)


def lstm(x, kernel, recurrent, bias):
    """torch's gates stand in Keras's order i, f, g, o; it has a second bias, which stays zero."""
    parameters = [kernel.T, recurrent.T, bias, zeros(len(bias))]
    state = zeros(1, len(x), len(recurrent))
    # What torch.nn.LSTM calls: biases, one layer, no dropout, training, one direction, batch first.
    return torch._VF.lstm(x, (state, state), parameters, True, 1, 0.0, True, False, True)[0]


def reset_first(gates):
    """Keras's gates z, r, n as torch's r, z, n."""
    update, reset, candidate = gates.chunk(3)
    return torch.cat([reset, update, candidate])


def gru(x, kernel, recurrent, bias, recurrentBias):
    parameters = [reset_first(p) for p in (kernel.T, recurrent.T, bias, recurrentBias)]
    return torch._VF.gru(x, zeros(1, len(x), len(recurrent)), parameters, True, 1, 0.0, True, False, True)[0]


def weights(gates, inputs, units):
    return [uniform(*shape, low=-1, high=1) for shape in ((inputs, gates * units), (units, gates * units), (gates * units,))]


# The database has no recurrent layers.
TWINS = [
    Twin('lstm', 'lstm', lstm, own=lambda: [
        ([uniform(2, 4, 3), *weights(4, 3, 2)], {}), ([uniform(1, 1, 2), *weights(4, 2, 3)], {}),
        ([uniform(3, 6, 1), *weights(4, 1, 2)], {})]),
    Twin('gru', 'gru', gru, own=lambda: [
        ([uniform(2, 4, 3), *weights(3, 3, 2), uniform(6)], {}), ([uniform(1, 1, 2), *weights(3, 2, 3), uniform(9)], {}),
        ([uniform(3, 6, 1), *weights(3, 1, 2), uniform(6)], {})]),
]
