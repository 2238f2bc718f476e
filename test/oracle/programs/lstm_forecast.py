import torch
import torch.nn as nn
from torch.utils.data import DataLoader, Dataset


class WindowDataset(Dataset):
    def __init__(self, series, window, horizon):
        self.series, self.window, self.horizon = series, window, horizon

    def __len__(self):
        return len(self.series) - self.window - self.horizon + 1

    def __getitem__(self, i):
        x = self.series[i:i + self.window]
        y = self.series[i + self.window:i + self.window + self.horizon, 0]
        return x, y


class Forecaster(nn.Module):
    def __init__(self, features, hidden, horizon, layers=2):
        super().__init__()
        self.lstm = nn.LSTM(input_size=features, hidden_size=hidden, num_layers=layers, batch_first=True, dropout=0.1)
        self.head = nn.Linear(hidden, horizon)

    def forward(self, x):
        out, (h, c) = self.lstm(x)
        last = out[:, -1]
        return self.head(last)


t = torch.linspace(0, 20, 60)
series = torch.stack([torch.sin(t), torch.cos(t), t / 20], dim=1)
mean, std = series.mean(0), series.std(0)
series = (series - mean) / std
dataset = WindowDataset(series, window=10, horizon=4)
loader = DataLoader(dataset, batch_size=16, shuffle=True, drop_last=True)
model = Forecaster(3, 12, 4)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
for epoch in range(1):
    for x, y in loader:
        forecast = model(x)
        loss = nn.functional.huber_loss(forecast, y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
sample_x, sample_y = dataset[0]
single = model(sample_x.unsqueeze(0))[0]
mape = ((single - sample_y) / (sample_y.abs() + 1e-6)).abs().mean()
