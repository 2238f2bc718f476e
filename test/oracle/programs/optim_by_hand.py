import torch

w = torch.randn(5, 3)
target = torch.randn(5, 3)
m, v = torch.zeros_like(w), torch.zeros_like(w)
velocity = torch.zeros(5, 3)
for t in range(1, 4):
    g = 2 * (w - target)
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g * g
    m_hat, v_hat = m / (1 - 0.9 ** t), v / (1 - 0.999 ** t)
    w = w - 0.01 * m_hat / (v_hat.sqrt() + 1e-8)
    velocity.mul_(0.9).add_(g, alpha=-0.01)
    w += velocity
row = v.mean(dim=1, keepdim=True)
col = v.mean(dim=0, keepdim=True)
factored = row @ col / row.mean()
ratio = w.norm() / g.norm().clamp(min=1e-6)
X = g.clone() / g.norm()
for _ in range(2):
    A = X.T @ X
    X = X @ (1.5 * torch.eye(3) - 0.5 * A)
