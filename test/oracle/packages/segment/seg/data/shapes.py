import torch
from torch.utils.data import Dataset

from .transforms import compose, flip, normalize

DEFAULT = compose(normalize, flip)


class Shapes(Dataset):
    def __init__(self, size, classes, transform=DEFAULT):
        self.size, self.classes, self.transform = size, classes, transform

    def __len__(self):
        return 16

    def __getitem__(self, i):
        picture = torch.rand(3, self.size, self.size)
        mask = torch.randint(self.classes, (self.size, self.size))
        picture = self.transform(picture)
        return picture, mask
