"""Pictures of several forms are read, batched after padding, classified by what a policy draws, and shuffled."""
import torch
import torch.nn as nn
import torch.nn.functional as F
from PIL import Image
from torch.distributions import Categorical
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms

FORMS = {'wide.png': (64, 48), 'wider.png': (80, 48), 'high.png': (30, 90), 'square.png': (40, 40)}


def open_picture(name):
    return Image.new('RGB', FORMS[name], color=(10, 20, 30))


class Pictures(Dataset):
    def __init__(self, names, transform=None, target_transform=None):
        self.names = names
        self.transform = transform
        self.target_transform = target_transform

    def __len__(self):
        return len(self.names)

    def __getitem__(self, i):
        picture = open_picture(self.names[i])
        label = i % 2
        if self.transform:
            picture = self.transform(picture)
        if self.target_transform:
            label = self.target_transform(label)
        return picture, label


class ShuffleUnit(nn.Module):
    def __init__(self, channels, groups=2):
        super().__init__()
        self.groups = groups
        self.conv = nn.Conv2d(channels, channels, 3, padding=1, groups=groups)

    def forward(self, x):
        b, c, h, w = x.size()
        x = F.relu(self.conv(x)).view(b, self.groups, c // self.groups, h, w)
        x = torch.transpose(x, 1, 2).contiguous()
        return x.view(b, -1, h, w)


def stages(widths):
    pairs = [[nn.Conv2d(a, b, 3, stride=2, padding=1), ShuffleUnit(b)] for a, b in zip([3] + widths, widths)]
    return nn.Sequential(*sum(pairs, []), nn.AdaptiveAvgPool2d(1), nn.Flatten())


shorter = transforms.Compose([transforms.Resize(32), transforms.ToTensor()])
tensors = [shorter(open_picture(name)) for name in FORMS]
wide = tensors[0] * 2
high = tensors[2] * 2
largest = torch.zeros(3, 96, 53)
largest[:, :high.shape[1], :high.shape[2]] = high

same = transforms.Compose([transforms.Resize((32, 32)), transforms.ToTensor(), transforms.Normalize([0.5] * 3, [0.5] * 3)])
loader = DataLoader(Pictures(list(FORMS), transform=same), batch_size=2)
net = stages([8, 16])
policy = nn.Linear(16, 5)
for pictures, labels in loader:
    features = net(pictures)
    choice = Categorical(logits=policy(features)).sample()
    shifted = torch.zeros(6) + 0.5 * choice[0].item()
    loss = F.cross_entropy(policy(features), choice)
    loss.backward()

translator = nn.Transformer(16, 2, 1, 1, 32, batch_first=True)
source, target = torch.randn(2, 7, 16), torch.randn(2, 5, 16)
mask = translator.generate_square_subsequent_mask(target.size(1))
translated = translator(source, target, tgt_mask=mask)
print(wide.shape, high.shape, loss.item(), translated.shape)
