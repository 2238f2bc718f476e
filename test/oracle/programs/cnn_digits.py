import torch
from torch import nn, optim


class ConvNet(nn.Module):
    def __init__(self):
        super(ConvNet, self).__init__()
        self.features = nn.Sequential(
            nn.Conv2d(1, 32, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(32, 64, kernel_size=3, padding='same'),
            nn.ReLU(),
            nn.AvgPool2d(kernel_size=2, stride=2),
            nn.Conv2d(64, 64, (3, 5), stride=(1, 2), padding=(0, 2)),
        )
        self.flatten = nn.Flatten()
        self.classifier = nn.Linear(64 * 5 * 4, 10)

    def forward(self, x):
        x = self.features(x)
        channels, height, width = x.shape[1:]
        x = self.flatten(x)
        x = self.classifier(x)
        return x


def evaluate(model, count):
    model.eval()
    with torch.no_grad():
        batch = torch.rand(count, 1, 28, 28)
        scores = model(batch)
    return scores


def main():
    device = 'cuda' if torch.cuda.is_available() else 'cpu'
    model = ConvNet().to(device)
    criterion = nn.CrossEntropyLoss()
    optimizer = optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    inputs = torch.randn(8, 1, 28, 28, device=device)
    targets = torch.zeros(8, dtype=torch.long, device=device)
    outputs = model(inputs)
    loss = criterion(outputs, targets)
    loss.backward()
    optimizer.step()
    scores = evaluate(model, 5)
    ranked = scores.sort(dim=1, descending=True)[0]
    mean = scores.mean(0)
    return mean


if __name__ == '__main__':
    result = main()
