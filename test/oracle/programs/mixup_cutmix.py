import torch
import torch.nn.functional as F


def mixup(x, y, alpha=0.4, classes=5):
    lam = torch.distributions.Beta(alpha, alpha).sample((x.size(0),))
    index = torch.randperm(x.size(0))
    lam_x = lam.view(-1, *([1] * (x.dim() - 1)))
    mixed = lam_x * x + (1 - lam_x) * x[index]
    onehot = F.one_hot(y, classes).float()
    return mixed, lam[:, None] * onehot + (1 - lam[:, None]) * onehot[index]


def cutmix(x, size=4):
    out = x.clone()
    _, _, H, W = x.shape
    top, left = 3, 5
    out[:, :, top:top + size, left:left + size] = x.flip(0)[:, :, top:top + size, left:left + size]
    return out, 1 - size * size / (H * W)


x, y = torch.rand(6, 3, 14, 18), torch.randint(0, 5, (6,))
mixed, soft = mixup(x, y)
cut, lam = cutmix(x)
net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(3 * 14 * 18, 5))
loss = torch.sum(-soft * F.log_softmax(net(mixed), dim=1), dim=1).mean()
erased = x.clone()
erased[torch.arange(6), :, torch.arange(6)] = 0
jitter = (x * (1 + 0.1 * torch.randn(6, 1, 1, 1))).clamp(0, 1)
gray = (jitter * torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)).sum(1, keepdim=True).expand_as(jitter)
