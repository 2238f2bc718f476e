import torch
import torch.nn as nn


class PINN(nn.Module):
    def __init__(self, layers):
        super().__init__()
        mods = []
        for n_in, n_out in zip(layers[:-2], layers[1:-1]):
            mods.extend((nn.Linear(n_in, n_out), nn.Tanh()))
        mods.append(nn.Linear(layers[-2], layers[-1]))
        self.net = nn.Sequential(*mods)

    def forward(self, x, t):
        return self.net(torch.cat([x, t], dim=1))


def residual(model, x, t, alpha=0.1):
    x.requires_grad_(True)
    t.requires_grad_(True)
    u = model(x, t)
    u_t = torch.autograd.grad(u, t, torch.ones_like(u), create_graph=True)[0]
    u_x = torch.autograd.grad(u, x, grad_outputs=torch.ones_like(u), create_graph=True)[0]
    u_xx = torch.autograd.grad(u_x, x, grad_outputs=torch.ones_like(u_x), create_graph=True)[0]
    return u_t - alpha * u_xx


model = PINN([2, 16, 16, 1])
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
for epoch in range(2):
    x_f, t_f = torch.rand(20, 1), torch.rand(20, 1)
    x_0 = torch.linspace(0, 1, 11).view(-1, 1)
    u_0 = torch.sin(torch.pi * x_0)
    t_b = torch.rand(8, 1)
    f = residual(model, x_f, t_f)
    loss_f = torch.mean(f ** 2)
    loss_0 = torch.mean((model(x_0, torch.zeros_like(x_0)) - u_0) ** 2)
    boundary = torch.cat([model(torch.zeros_like(t_b), t_b), model(torch.ones_like(t_b), t_b)])
    loss = loss_f + loss_0 + boundary.pow(2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
xs, ts = torch.meshgrid(torch.linspace(0, 1, 5), torch.linspace(0, 1, 4), indexing='ij')
with torch.no_grad():
    surface = model(xs.reshape(-1, 1), ts.reshape(-1, 1)).reshape(xs.shape)
laplace = torch.nn.functional.conv2d(surface[None, None], torch.tensor([[0., 1., 0.], [1., -4., 1.], [0., 1., 0.]])[None, None], padding=1)
