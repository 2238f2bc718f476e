import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, TensorDataset


class Noise(Dataset):
    def __init__(self, length, size):
        self.length = length
        self.size = size

    def __len__(self):
        return self.length

    def __getitem__(self, index):
        image = torch.rand(1, self.size, self.size)
        label = torch.tensor(index % 10)
        return image, label


class AutoEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.encoder = nn.Sequential(
            nn.Conv2d(1, 8, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(8, 16, 3, stride=2, padding=1), nn.ReLU())
        self.decoder = nn.Sequential(
            nn.ConvTranspose2d(16, 8, 3, stride=2, padding=1, output_padding=1), nn.ReLU(),
            nn.ConvTranspose2d(8, 1, 3, stride=2, padding=1, output_padding=1), nn.Sigmoid())

    def forward(self, x):
        code = self.encoder(x)
        return self.decoder(code)


dataset = Noise(10, 28)
loader = DataLoader(dataset, batch_size=4, shuffle=True, drop_last=True)
model = AutoEncoder()
criterion = nn.MSELoss()
optimizer = torch.optim.Adam(model.parameters())
for epoch in range(2):
    for images, labels in loader:
        output = model(images)
        loss = criterion(output, images)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
pairs = TensorDataset(torch.randn(9, 5), torch.randn(9, 1))
for inputs, targets in DataLoader(pairs, batch_size=3):
    difference = inputs.sum(1, keepdim=True) - targets
