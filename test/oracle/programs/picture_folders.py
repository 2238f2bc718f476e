"""Reads the files of well-known picture sets, here tiny ones written by this program, through common transforms."""
import os
import pickle
import shutil
import struct
import tempfile

import numpy as np
import torch
from scipy.io import savemat
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

COUNT = 8


def write_idx(folder, name, values):
    """MNIST's format: a magic number with the rank, the sizes, then bytes."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), 'wb') as file:
        file.write(struct.pack('>HBB', 0, 8 if values.dtype == np.uint8 else 12, values.ndim))
        file.write(struct.pack(f'>{values.ndim}I', *values.shape))
        file.write(values.astype(values.dtype.newbyteorder('>')).tobytes())


def write_mnist(root, kind):
    pixels = np.random.randint(0, 256, (COUNT, 28, 28)).astype(np.uint8)
    labels = np.arange(COUNT, dtype=np.uint8)
    for part in ('train', 't10k'):
        write_idx(os.path.join(root, kind, 'raw'), f'{part}-images-idx3-ubyte', pixels)
        write_idx(os.path.join(root, kind, 'raw'), f'{part}-labels-idx1-ubyte', labels)


def write_qmnist(root):
    folder = os.path.join(root, 'QMNIST', 'raw')
    pixels = np.random.randint(0, 256, (COUNT, 28, 28)).astype(np.uint8)
    write_idx(folder, 'qmnist-train-images-idx3-ubyte', pixels)
    write_idx(folder, 'qmnist-train-labels-idx2-int', np.zeros((COUNT, 8), dtype=np.int32))


def write_cifar(root, folder, parts, meta, key, names):
    os.makedirs(os.path.join(root, folder), exist_ok=True)
    for part in parts:
        entry = {'data': np.random.randint(0, 256, (COUNT, 3072)).astype(np.uint8), key: list(range(COUNT))}
        with open(os.path.join(root, folder, part), 'wb') as file:
            pickle.dump(entry, file)
    with open(os.path.join(root, folder, meta), 'wb') as file:
        pickle.dump({names: [str(i) for i in range(10)]}, file)


class Cifar10(datasets.CIFAR10):
    train_list, test_list = [['data_batch_1', None]], []
    meta = {'filename': 'batches.meta', 'key': 'label_names', 'md5': None}


class Cifar100(datasets.CIFAR100):
    train_list, test_list = [['train', None]], []
    meta = {'filename': 'meta', 'key': 'fine_label_names', 'md5': None}


class Stl10(datasets.STL10):
    train_list, test_list = [['train_X.bin', None], ['train_y.bin', None]], []


class Svhn(datasets.SVHN):
    split_list = {'train': ['', 'train_32x32.mat', None]}


root = tempfile.mkdtemp()
for kind in ('MNIST', 'FashionMNIST', 'KMNIST'):
    write_mnist(root, kind)
write_qmnist(root)
write_cifar(root, 'cifar-10-batches-py', ['data_batch_1'], 'batches.meta', 'labels', 'label_names')
write_cifar(root, 'cifar-100-python', ['train'], 'meta', 'fine_labels', 'fine_label_names')
os.makedirs(os.path.join(root, 'stl10_binary'))
np.random.randint(0, 256, (COUNT, 3, 96, 96)).astype(np.uint8).tofile(os.path.join(root, 'stl10_binary/train_X.bin'))
np.arange(1, COUNT + 1, dtype=np.uint8).tofile(os.path.join(root, 'stl10_binary/train_y.bin'))
pixels = np.random.randint(0, 256, (32, 32, 3, COUNT)).astype(np.uint8)
savemat(os.path.join(root, 'train_32x32.mat'), {'X': pixels, 'y': np.arange(COUNT).reshape(COUNT, 1)})

plain = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])
digits = datasets.MNIST(root, train=True, download=False, transform=plain)
image, label = digits[0]
clothes = datasets.FashionMNIST(root, transform=plain)
shirt, kind = clothes[1]
kana = datasets.KMNIST(root, transform=plain)
sign, reading = kana[2]
more = datasets.QMNIST(root, compat=True, transform=plain)
written, by = more[3]

augmented = transforms.Compose([
    transforms.RandomCrop(32, padding=4),
    transforms.RandomHorizontalFlip(),
    transforms.RandomVerticalFlip(0.2),
    transforms.ColorJitter(0.2, 0.2),
    transforms.RandomRotation(10),
    transforms.RandomAffine(5),
    transforms.RandomPerspective(),
    transforms.ToTensor(),
    transforms.Normalize((0.49, 0.48, 0.45), (0.25, 0.24, 0.26)),
    transforms.RandomErasing(),
])
objects = Cifar10(root, train=True, transform=augmented)
picture, category = objects[0]
fine = Cifar100(root, train=True, transform=augmented)
picture, category = fine[0]
street = Svhn(root, split='train', transform=transforms.Compose([
    transforms.RandomAutocontrast(), transforms.RandomEqualize(), transforms.RandomPosterize(4),
    transforms.RandomSolarize(128), transforms.RandomInvert(), transforms.RandomAdjustSharpness(2), transforms.ToTensor(),
]))
number, value = street[0]
scenes = Stl10(root, split='train', transform=transforms.Compose([
    transforms.Resize(72), transforms.CenterCrop(64), transforms.Grayscale(1), transforms.ToTensor(),
]))
scene, place = scenes[0]
zoomed = Stl10(root, split='train', transform=transforms.Compose([
    transforms.RandomResizedCrop(48), transforms.TrivialAugmentWide(), transforms.RandAugment(), transforms.AutoAugment(),
    transforms.AugMix(), transforms.PILToTensor(), transforms.ConvertImageDtype(torch.float), transforms.GaussianBlur(3),
]))
close, place = zoomed[0]

loader = DataLoader(scenes, batch_size=4)
net = nn.Sequential(nn.Conv2d(1, 4, 3, stride=2), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 31 * 31, 10))


def step(batch, places):
    logits = net(batch)
    return nn.functional.cross_entropy(logits, places)


for batch, places in loader:
    loss = step(batch, places)
loss = loss / len(loader)
print([len(each) for each in (digits, clothes, kana, objects, fine, street, scenes, zoomed)])
shutil.rmtree(root)
