import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset, random_split


class TabularModel(nn.Module):
    def __init__(self, emb_szs, n_cont, out_sz, layers, p=0.3):
        super().__init__()
        self.embeds = nn.ModuleList([nn.Embedding(ni, nf) for ni, nf in emb_szs])
        self.emb_drop = nn.Dropout(p)
        self.bn_cont = nn.BatchNorm1d(n_cont)
        layerlist = []
        n_emb = sum((nf for ni, nf in emb_szs))
        n_in = n_emb + n_cont
        for i in layers:
            layerlist.append(nn.Linear(n_in, i))
            layerlist.append(nn.ReLU(inplace=True))
            layerlist.append(nn.BatchNorm1d(i))
            layerlist.append(nn.Dropout(p))
            n_in = i
        layerlist.append(nn.Linear(layers[-1], out_sz))
        self.layers = nn.Sequential(*layerlist)

    def forward(self, x_cat, x_cont):
        embeddings = []
        for i, e in enumerate(self.embeds):
            embeddings.append(e(x_cat[:, i]))
        x = torch.cat(embeddings, 1)
        x = self.emb_drop(x)
        x_cont = self.bn_cont(x_cont)
        x = torch.cat([x, x_cont], 1)
        x = self.layers(x)
        return x


cardinalities = [7, 12, 3]
emb_szs = [(size, min(50, (size + 1) // 2)) for size in cardinalities]
cats = torch.stack([torch.randint(0, c, (40,)) for c in cardinalities], 1)
conts = torch.randn(40, 4)
y = torch.rand(40).reshape(-1, 1)
train, valid = random_split(TensorDataset(cats, conts, y), [32, 8])
model = TabularModel(emb_szs, conts.shape[1], 1, [20, 10], p=0.4)
criterion = nn.MSELoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
for x_cat, x_cont, target in DataLoader(train, batch_size=16, shuffle=True):
    y_pred = model(x_cat, x_cont)
    loss = torch.sqrt(criterion(y_pred, target))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
model.eval()
with torch.no_grad():
    y_val = model(cats[32:], conts[32:])
    rmse = ((y_val - y[32:]) ** 2).mean().sqrt()
    mae = (y_val - y[32:]).abs().mean()
