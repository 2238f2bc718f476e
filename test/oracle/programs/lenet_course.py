import torch, torch.nn as nn, torch.nn.functional as F

class LeNet(nn.Module):
    def __init__(s):
        super().__init__()
        s.c1 = nn.Conv2d(1, 6, 5, padding=2)
        s.c3 = nn.Conv2d(6, 16, 5)
        s.f5 = nn.Linear(16*5*5, 120)
        s.f6 = nn.Linear(120, 84)
        s.out = nn.Linear(84, 10)
    def forward(s, x):
        x = F.avg_pool2d(torch.sigmoid(s.c1(x)), 2)
        x = F.avg_pool2d(torch.sigmoid(s.c3(x)), 2)
        x = x.view(-1, s.num_flat_features(x))
        x = torch.sigmoid(s.f5(x)); x = torch.sigmoid(s.f6(x))
        return s.out(x)
    def num_flat_features(s, x):
        size = x.size()[1:]
        n = 1
        for d in size:
            n *= d
        return n

net = LeNet()
opt = torch.optim.SGD(net.parameters(), lr=.1, momentum=.9, nesterov=True)
sched = torch.optim.lr_scheduler.StepLR(opt, 1, gamma=.5)
xs, ys = torch.rand(12, 1, 28, 28), torch.randint(10, (12,))
for ep in range(2):
    perm = torch.randperm(len(xs))
    for i in range(0, len(xs), 4):
        idx = perm[i:i+4]
        xb, yb = xs[idx], ys[idx]
        out = net(xb)
        loss = F.cross_entropy(out, yb)
        opt.zero_grad(); loss.backward(); opt.step()
    sched.step()
with torch.no_grad():
    p = net(xs).softmax(1)
    conf, pred = p.max(1)
    acc = (pred == ys).sum().item() / len(ys)
one = net(xs[0].unsqueeze(0)).squeeze(0)
w = net.c1.weight.detach()
norms = w.flatten(1).norm(dim=1)
