import torch
from torch.utils.data import DataLoader, Dataset


class ToyPictures(Dataset):
    def __init__(self, count, size, classes):
        self.pictures = torch.randn(count, 3, size, size)
        self.labels = torch.randint(0, classes, (count,))

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        picture = self.pictures[index]
        label = self.labels[index]
        return picture, label


def make_loader(dataset, batch_size, shuffle=True):
    return DataLoader(dataset, batch_size=batch_size, shuffle=shuffle)
