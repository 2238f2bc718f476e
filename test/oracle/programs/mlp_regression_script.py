import torch

torch.manual_seed(0)
x = torch.linspace(-3, 3, 50).unsqueeze(1)
y = torch.sin(x) + 0.1 * torch.randn(x.size())

model = torch.nn.Sequential(
    torch.nn.Linear(1, 20),
    torch.nn.Tanh(),
    torch.nn.Linear(20, 20),
    torch.nn.Tanh(),
    torch.nn.Linear(20, 1),
)
loss_fn = torch.nn.MSELoss(reduction='sum')
learning_rate = 1e-3
for t in range(4):
    y_pred = model(x)
    loss = loss_fn(y_pred, y)
    model.zero_grad()
    loss.backward()
    with torch.no_grad():
        for param in model.parameters():
            param -= learning_rate * param.grad

residuals = (y_pred - y).detach().squeeze()
ss_res = (residuals ** 2).sum()
ss_tot = ((y - y.mean()) ** 2).sum()
r2 = 1 - ss_res / ss_tot
powers = torch.cat([x ** k for k in range(4)], dim=1)
coef = torch.linalg.solve(powers.T @ powers, powers.T @ y)
poly_fit = powers @ coef
grid = torch.arange(-1, 1, 0.25).reshape(-1, 1)
with torch.no_grad():
    predicted = model(grid).flatten()
first_layer = model[0]
weight = first_layer.weight
hidden = torch.tanh(x @ weight.t() + first_layer.bias)
