import torch
import torch.nn as nn


class ODEFunc(nn.Module):
    def __init__(self, dim, hidden=12):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(dim + 1, hidden), nn.Tanh(), nn.Linear(hidden, dim))
        self.nfe = 0

    def forward(self, t, y):
        self.nfe += 1
        tt = torch.ones_like(y[:, :1]) * t
        return self.net(torch.cat([y, tt], dim=1))


def rk4_step(f, t, dt, y):
    k1 = f(t, y)
    k2 = f(t + dt / 2, y + dt * k1 / 2)
    k3 = f(t + dt / 2, y + dt * k2 / 2)
    k4 = f(t + dt, y + dt * k3)
    return (k1 + 2 * k2 + 2 * k3 + k4) * dt / 6


def odeint(func, y0, t, method="rk4"):
    solution = [y0]
    y = y0
    for i in range(len(t) - 1):
        dt = t[i + 1] - t[i]
        if method == "euler":
            dy = dt * func(t[i], y)
        elif method == "rk4":
            dy = rk4_step(func, t[i], dt, y)
        else:
            raise ValueError(method)
        y = y + dy
        solution.append(y)
    return torch.stack(solution)


true_A = torch.tensor([[-0.1, 2.0], [-2.0, -0.1]])


class Lambda(nn.Module):
    def forward(self, t, y):
        return torch.mm(y ** 3, true_A)


t = torch.linspace(0., 1., 6)
with torch.no_grad():
    true_y = odeint(Lambda(), torch.tensor([[2., 0.]]), t)
func = ODEFunc(2)
optimizer = torch.optim.RMSprop(func.parameters(), lr=1e-3)
for itr in range(2):
    optimizer.zero_grad()
    pred_y = odeint(func, true_y[0], t, method="euler")
    loss = torch.mean(torch.abs(pred_y - true_y))
    loss.backward()
    optimizer.step()
trajectory = pred_y.squeeze(1)
speed = (trajectory[1:] - trajectory[:-1]).norm(dim=1) / (t[1:] - t[:-1])
jac = torch.autograd.functional.jacobian(lambda y: func(t[0], y), torch.zeros(1, 2))
