import torch
import torch.nn as nn
import torch.nn.functional as F


class MaskedLinear(nn.Linear):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__(in_features, out_features, bias)
        self.register_buffer('mask', torch.ones(out_features, in_features))

    def set_mask(self, mask):
        self.mask.data.copy_(mask.float())

    def forward(self, input):
        return F.linear(input, self.mask * self.weight, self.bias)


class MADE(nn.Module):
    def __init__(self, nin, hidden, nout):
        super().__init__()
        self.nin = nin
        self.l1, self.l2 = MaskedLinear(nin, hidden), MaskedLinear(hidden, nout)
        order = torch.arange(nin)
        degrees = torch.arange(hidden) % (nin - 1)
        self.l1.set_mask(order[None, :] <= degrees[:, None])
        out_order = order.repeat(nout // nin)
        self.l2.set_mask(degrees[None, :] < out_order[:, None])

    def forward(self, x):
        return self.l2(F.relu(self.l1(x)))


class MaskedConv2d(nn.Conv2d):
    def __init__(self, mask_type, *args, **kwargs):
        super(MaskedConv2d, self).__init__(*args, **kwargs)
        assert mask_type in {'A', 'B'}
        self.register_buffer('mask', self.weight.data.clone())
        _, _, kH, kW = self.weight.size()
        self.mask.fill_(1)
        self.mask[:, :, kH // 2, kW // 2 + (mask_type == 'B'):] = 0
        self.mask[:, :, kH // 2 + 1:] = 0

    def forward(self, x):
        self.weight.data *= self.mask
        return super(MaskedConv2d, self).forward(x)


made = MADE(6, 20, 12)
x = torch.randn(4, 6)
mu, log_sigma = made(x).chunk(2, dim=1)
u = (x - mu) * torch.exp(-log_sigma)
log_prob = (-0.5 * u ** 2 - log_sigma).sum(1)
fm = 8
pixel_cnn = nn.Sequential(
    MaskedConv2d('A', 1, fm, 7, 1, 3, bias=False), nn.BatchNorm2d(fm), nn.ReLU(True),
    MaskedConv2d('B', fm, fm, 7, 1, 3, bias=False), nn.BatchNorm2d(fm), nn.ReLU(True),
    nn.Conv2d(fm, 16, 1))
images = torch.rand(2, 1, 12, 12)
levels = (images[:, 0] * 15).long()
logits = pixel_cnn(images)
nll = F.cross_entropy(logits, levels)
sample = torch.zeros(1, 1, 12, 12)
for i in range(2):
    for j in range(2):
        out = pixel_cnn(sample)
        probs = F.softmax(out[:, :, i, j], dim=1)
        sample[:, :, i, j] = torch.multinomial(probs, 1).float() / 15.0
