import torch, torch.nn as nn
x = torch.randn(100, 5); y = (x.sum(1) > 0).float()
m = nn.Linear(5, 1); o = torch.optim.SGD(m.parameters(), .1); L = nn.BCEWithLogitsLoss()
for e in range(3):
    for xb, yb in zip(x.split(32), y.split(32)):
        z = m(xb).squeeze(-1)
        l = L(z, yb); o.zero_grad(); l.backward(); o.step()
with torch.no_grad():
    p = torch.sigmoid(m(x)).view(-1)
    hit = (p.round() == y)
    acc = hit.float().mean()
W, b = m.weight, m.bias
boundary = -(W[0, 0] * x[:, 0] + b) / W[0, 1]
tp = (hit & (y == 1)).sum(); fp = ((p > .5) & (y == 0)).sum()
soft = nn.Linear(5, 3); s = soft(x).log_softmax(-1); n = -s[torch.arange(100), torch.randint(3, (100,))].mean()
