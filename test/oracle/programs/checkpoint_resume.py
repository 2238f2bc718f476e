import copy

import torch
from torch import nn

model = nn.Sequential(nn.Linear(6, 8), nn.ReLU(), nn.Linear(8, 2))
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
best, best_loss, patience = copy.deepcopy(model.state_dict()), float("inf"), 0
x_val, y_val = torch.randn(10, 6), torch.randint(0, 2, (10,))
for epoch in range(4):
    model.train()
    x, y = torch.randn(16, 6), torch.randint(0, 2, (16,))
    loss = nn.functional.cross_entropy(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    model.eval()
    with torch.no_grad():
        val_logits = model(x_val)
        val_loss = nn.functional.cross_entropy(val_logits, y_val)
    if val_loss.item() < best_loss:
        best_loss, best, patience = val_loss.item(), copy.deepcopy(model.state_dict()), 0
    else:
        patience += 1
        if patience > 2:
            break
model.load_state_dict(best)
final = model(x_val)
right = final.argmax(1).eq(y_val).float().mean()
