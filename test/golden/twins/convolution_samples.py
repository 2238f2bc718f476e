"""torch's samples of convolutions in tfjs's terms: channels last, padding in pairs for all axes."""
import torch.nn.functional as F

from .spatial import channels_last


def several(value, rank):
    """Lists what torch gives as a number for all spatial axes."""
    return list(value) * (rank // len(value)) if isinstance(value, tuple) else [value] * rank


def explicit(padding, rank):
    return padding if isinstance(padding, str) else [[0, 0]] + [[p, p] for p in several(padding, rank)] + [[0, 0]]


def strided(x, stride, dilation):
    """tfjs strides or dilates, and reshapes what has no batch; None where it does neither."""
    rank = x.dim() - 2
    strides, dilations = several(stride, rank), several(dilation, rank)
    batched = x.dim() == 4
    return (strides, dilations) if batched and (max(strides) == 1 or max(dilations) == 1) else None


def planar_sample(grouped, biased, **attributes):
    """
    NCHW becomes NHWC. One group is a convolution, as many as there are channels are a depthwise one: its kernel
    (C · multiplier, 1, h, w) becomes (h, w, C, multiplier). Only the fused operators have the bias.
    """
    def adapt(x, w, bias=None, stride=1, padding=0, dilation=1, groups=1):
        moves = strided(x, stride, dilation)
        if moves is None or groups != (x.shape[1] if grouped else 1) or (biased and bias is None):
            return None
        kernel = w.unflatten(0, (groups, -1)).squeeze(2).permute(2, 3, 0, 1) if grouped else w.permute(2, 3, 1, 0)
        options = {'strides': moves[0], 'pad': explicit(padding, 2), 'dilations': moves[1], **attributes}
        return [channels_last(x), kernel] + ([bias] if biased else []), options
    return adapt


def linear_sample(x, w, bias=None, stride=1, padding=0, dilation=1, groups=1):
    """tfjs's conv1d takes no padding in numbers (it pads the height of 1 that it adds, too), and has no bias."""
    pad = 'valid' if padding == 0 else padding
    if x.dim() != 3 or groups != 1 or not isinstance(pad, str):
        return None
    return [channels_last(x), w.permute(2, 1, 0)], {
        'strides': several(stride, 1), 'pad': pad, 'dilations': several(dilation, 1)}


def transposed_sample(x, w, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1):
    """tfjs's has one group, no dilation and no bias; the output's padding is in its shape."""
    if x.dim() != 4 or groups != 1 or several(dilation, 2) != [1, 1]:
        return None
    y = F.conv_transpose2d(x, w, None, stride, padding, output_padding)
    return [channels_last(x), w.permute(2, 3, 1, 0)], {
        'shape': list(channels_last(y).shape), 'strides': several(stride, 2), 'pad': explicit(padding, 2)}
