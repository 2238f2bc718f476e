import torch
import torch.nn as nn
import torch.nn.functional as F

backbone = nn.Sequential(nn.Conv2d(3, 8, 5, 2), nn.ReLU(), nn.Conv2d(8, 12, 3))


def xcorr(z, x):
    n, c, h, w = x.shape
    out = F.conv2d(x.reshape(1, n * c, h, w), z, groups=n)
    return out.reshape(n, 1, out.shape[-2], out.shape[-1])


def depthwise_xcorr(z, x):
    n, c = z.shape[:2]
    response = F.conv2d(x.view(1, n * c, *x.shape[2:]), z.view(n * c, 1, *z.shape[2:]), groups=n * c)
    return response.view(n, c, *response.shape[2:])


exemplar, search = torch.rand(3, 3, 31, 31), torch.rand(3, 3, 63, 63)
z, x = backbone(exemplar), backbone(search)
score = xcorr(z, x)
wide = depthwise_xcorr(z, x)
hann = torch.hann_window(score.size(-1), periodic=False)
window = torch.outer(hann, hann)
combined = 0.7 * score.squeeze(1) + 0.3 * window
peak = combined.flatten(1).argmax(dim=1)
row, col = peak // combined.size(2), peak % combined.size(2)
