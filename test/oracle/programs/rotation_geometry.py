import torch


def skew(w):
    zero = torch.zeros_like(w[..., 0])
    rows = [zero, -w[..., 2], w[..., 1], w[..., 2], zero, -w[..., 0], -w[..., 1], w[..., 0], zero]
    return torch.stack(rows, dim=-1).reshape(w.shape[:-1] + (3, 3))


def rodrigues(w):
    theta = w.norm(dim=-1, keepdim=True)[..., None] + 1e-8
    K = skew(w) / theta
    eye = torch.eye(3).expand_as(K)
    return eye + theta.sin() * K + (1 - theta.cos()) * K @ K


def six_d(x):
    a, b = x[..., :3], x[..., 3:]
    e1 = torch.nn.functional.normalize(a, dim=-1)
    e2 = torch.nn.functional.normalize(b - (e1 * b).sum(-1, keepdim=True) * e1, dim=-1)
    return torch.stack((e1, e2, torch.cross(e1, e2, dim=-1)), dim=-2)


R = rodrigues(torch.randn(4, 3))
S = six_d(torch.randn(4, 6))
relative = R.transpose(-1, -2) @ S
trace = relative.diagonal(dim1=-2, dim2=-1).sum(-1)
angle = ((trace - 1) / 2).clamp(-1, 1).acos()
points = torch.randn(4, 10, 3)
moved = (R.unsqueeze(1) @ points.unsqueeze(-1)).squeeze(-1)
homogeneous = torch.cat([moved, torch.ones_like(moved[..., :1])], dim=-1)
