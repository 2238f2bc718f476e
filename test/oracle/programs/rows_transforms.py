"""Torchvision's transforms, of tensors and in datasets that are read by a loader."""
import os
import tempfile

import torch
from PIL import Image
from torch.utils.data import DataLoader
from torchvision import transforms as T
from torchvision.datasets import FakeData, ImageFolder

x = torch.rand(3, 40, 50)
b = torch.rand(4, 3, 32, 32)
u = torch.randint(0, 255, (3, 40, 50), dtype=torch.uint8)

folder = tempfile.mkdtemp()
for kind in ['cat', 'dog']:
    os.makedirs(os.path.join(folder, kind))
    Image.new('RGB', (50, 40)).save(os.path.join(folder, kind, 'one.png'))


def batch(size, *steps):
    return next(iter(DataLoader(FakeData(8, size, 10, T.Compose(list(steps))), batch_size=4)))


class Views:
    def __init__(self, step, count):
        self.step, self.count = step, count

    def __call__(self, picture):
        return [self.step(picture) for _ in range(self.count)]


step = T.Compose([T.RandomApply([T.ColorJitter(0.4)], p=0.8), T.Resize((24, 24)), T.ToTensor()])
several = FakeData(8, (3, 40, 50), 10, Views(step, 2), lambda y: y % 2)
for (first, second), labels in DataLoader(several, batch_size=4):
    joined = torch.cat([first, second])
flat = FakeData(8, (1, 28, 28), 10, T.Compose([T.ToTensor(), T.Lambda(lambda image: image.view(-1))]))
flattened, labels = next(iter(DataLoader(flat, batch_size=4)))
picture = T.ToPILImage()(torch.rand(3, 40, 50))


a = T.Resize((16, 20))(x)
a = T.Resize(24)(b)
a = T.CenterCrop(24)(x)
a = T.CenterCrop((20, 30))(b)
a = T.RandomCrop(28)(b)
a = T.RandomResizedCrop(24)(x)
a = T.Pad(2)(x)
a = T.Pad((1, 2))(x)
a = T.Pad((1, 2, 3, 4))(b)
a = T.Grayscale()(x)
a = T.Grayscale(3)(b)
a = T.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))(x)
a = T.Normalize((0.5,), (0.5,))(x)
a = T.RandomHorizontalFlip()(b)
a = T.RandomRotation(10)(x)
a = T.ColorJitter(0.1)(x)
a = T.Compose([T.Resize((30, 30)), T.CenterCrop(28), T.Grayscale()])(x)
a, y = batch((3, 40, 50), T.Resize((32, 32)), T.ToTensor())
a, y = batch((3, 40, 50), T.Resize(32), T.CenterCrop(28), T.ToTensor(), T.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)))
a, y = batch((3, 40, 50), T.Grayscale(), T.RandomCrop(36, padding=2), T.ToTensor(), T.Normalize((0.5,), (0.5,)))
a, y = batch((3, 32, 32), T.Pad(4), T.RandomCrop(32), T.RandomHorizontalFlip(), T.ToTensor())
a, y = next(iter(DataLoader(ImageFolder(folder, T.Compose([T.Resize((32, 32)), T.ToTensor()])), batch_size=2)))
a = T.RandomVerticalFlip()(x)
a = T.GaussianBlur(3)(x)
a = T.RandomAffine(10)(x)
a = T.RandomPerspective()(x)
a = T.RandomErasing()(x)
a = T.RandomGrayscale()(x)
a = T.RandomInvert()(x)
a = T.RandomSolarize(0.5)(x)
a = T.RandomAutocontrast()(x)
a = T.RandomAdjustSharpness(2)(x)
a = T.ConvertImageDtype(torch.float)(u)
a = T.RandomPosterize(2)(u)
a = T.RandomEqualize()(u)
a = T.AutoAugment()(u)
a = T.RandAugment()(u)
a = T.TrivialAugmentWide()(u)
a = T.AugMix()(u)
a = T.Lambda(lambda image: image[:1])(x)
a = T.RandomApply([T.RandomErasing()], p=0.5)(b)
a = T.PILToTensor()(Image.new('RGB', (50, 40)))
a = T.ToTensor()(picture)
a = T.Compose([T.ToPILImage(), T.Grayscale(), T.Resize((8, 9)), T.ToTensor()])(u)
a = T.functional.to_tensor(T.functional.to_pil_image(torch.rand(40, 50)))
a = T.functional.pil_to_tensor(picture)
