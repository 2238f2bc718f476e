"""Layers that also run compiled: they ask how they are run, as torchvision's do."""
from typing import List

import torch
import torch.fx
import torchvision  # brings torch.ops.torchvision
from torch import nn
from torch.overrides import has_torch_function


def log_usage(module):
    if not torch.jit.is_scripting() and not torch.jit.is_tracing():
        torch._C._log_api_usage_once(f'blocks.{module.__class__.__name__}')


def crop(x, size: int):
    torch._assert(x.dim() == 4, 'pictures are (N, C, H, W)')
    return x[:, :, :size, :size]


torch.fx.wrap('crop')


def scaled_tanh(x, scale: float):
    return torch.tanh(x) * scale


scripted = torch.jit.script(scaled_tanh)


class Block(nn.Module):
    def __init__(self, channels):
        super().__init__()
        log_usage(self)
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, x):
        if has_torch_function((x,)):
            return self.conv(x)
        if torch._C._get_tracing_state() or torch.onnx.is_in_onnx_export():
            return crop(self.conv(x), x.shape[2])
        sizes = torch.jit.annotate(List[int], [x.shape[2] - 2, x.shape[2] - 4])
        y = crop(self.conv(x), sizes[0])
        y = torch.relu(y)
        return crop(y, sizes[1])


def keep_best(boxes, scores, threshold):
    """The boxes that no better one covers, best first."""
    kept = torch.ops.torchvision.nms(boxes, scores, threshold)
    best = boxes[kept]
    first = boxes[kept[:3]]
    return best


block = Block(4)
picture = torch.randn(2, 4, 20, 20)
features = block(picture)
squashed = scripted(features, 0.5)
corners = torch.rand(7, 2) * 8
boxes = torch.cat([corners, corners + 4], dim=1)
best = keep_best(boxes, torch.rand(7), 0.99)
rois = torch.cat([torch.zeros(7, 1), boxes], dim=1)
pooled = torch.ops.torchvision.roi_align(features, rois, 1.0, 3, 3, 2, False)
flat = pooled.flatten(1)
