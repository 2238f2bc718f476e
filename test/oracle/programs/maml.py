import torch
import torch.nn.functional as F
from collections import OrderedDict


def init_params(sizes):
    params = OrderedDict()
    for i, (n_in, n_out) in enumerate(zip(sizes[:-1], sizes[1:])):
        params[f'w{i}'] = (torch.randn(n_out, n_in) * (2 / n_in) ** 0.5).requires_grad_()
        params[f'b{i}'] = torch.zeros(n_out, requires_grad=True)
    return params


def forward(params, x):
    depth = len(params) // 2
    for i in range(depth):
        x = F.linear(x, params[f'w{i}'], params[f'b{i}'])
        if i < depth - 1:
            x = torch.relu(x)
    return x


def sample_task(k):
    amplitude = torch.rand(1) * 4.9 + 0.1
    phase = torch.rand(1) * 3.14
    xs = torch.rand(2 * k, 1) * 10 - 5
    ys = amplitude * torch.sin(xs - phase)
    return (xs[:k], ys[:k]), (xs[k:], ys[k:])


def adapt(params, support, inner_lr=0.01, steps=2):
    x, y = support
    fast = params
    for _ in range(steps):
        loss = F.mse_loss(forward(fast, x), y)
        grads = torch.autograd.grad(loss, list(fast.values()), create_graph=True)
        fast = OrderedDict((name, p - inner_lr * g) for (name, p), g in zip(fast.items(), grads))
    return fast


params = init_params([1, 16, 16, 1])
meta_opt = torch.optim.Adam(params.values(), lr=1e-3)
for meta_step in range(2):
    meta_loss = torch.zeros(())
    for task in range(3):
        support, query = sample_task(5)
        fast = adapt(params, support)
        qx, qy = query
        pred = forward(fast, qx)
        meta_loss = meta_loss + F.mse_loss(pred, qy)
    meta_opt.zero_grad()
    meta_loss.backward()
    meta_opt.step()
final = forward(params, torch.linspace(-5, 5, 21).view(-1, 1))
