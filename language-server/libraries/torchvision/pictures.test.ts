import assert from 'node:assert/strict';
import { check, shapesOf } from '../../testing/check';

const HEAD = `import torch
from torch import nn
from torch.utils.data import DataLoader, Dataset, TensorDataset, random_split
from torchvision import datasets, transforms
`;

describe('pictures of torchvision', () => {
  it("torchvision's pictures are what their transforms make of them", async () => {
    const found =
      await shapesOf(`${HEAD}t = transforms.Compose([transforms.Resize(32), transforms.Grayscale(3), transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))])
loader = DataLoader(datasets.MNIST('.', train=True, download=True, transform=t), batch_size=64)
def f(x, y):
    z = x.relu()
    w = nn.functional.one_hot(y, 10)
for x, y in loader:
    f(x, y)
for x, y in DataLoader(datasets.MNIST('.'), batch_size=64):
    v = x.relu()
`);
    const plain = found.map((each) => each.replace(/\bn\d+/g, 'B'));
    assert.deepEqual(plain, ['z: (64, 3, 32, 32)', 'z: (32, 3, 32, 32)', 'w: (64, 10)', 'w: (32, 10)', 'v: ?']);
  });

  it('refuses means for other channels than a picture has, and pictures that are no tensors yet', () =>
    check(`${HEAD}three = transforms.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
late = datasets.FakeData(8, (1, 28, 28), 10, transforms.Compose([three, transforms.ToTensor()]))
grey = datasets.FakeData(8, (1, 28, 28), 10, transforms.Compose([transforms.ToTensor(), three]))
full = datasets.FakeData(8, (1, 28, 28), 10, transforms.Compose([transforms.Grayscale(3), transforms.ToTensor(), three]))
a, y = late[0]
#      ^^^^^^^ shape-mismatch
for x, y in DataLoader(grey, batch_size=4):
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
    pass
for x, y in DataLoader(full, batch_size=4):
    pass
`));

  it('makes new pictures, whose form stays where the shorter side is set', async () => {
    const found = await shapesOf(`${HEAD}from PIL import Image
def read(size, mode='RGB', **options):
    return transforms.Compose([transforms.Resize(32, **options), transforms.ToTensor()])(Image.new(mode, size))
a = read((64, 48))
b = read((80, 300), 'L')
c = read((64, 480), max_size=40)
`);
    assert.deepEqual(found.slice(-3), ['a: (3, 32, 42)', 'b: (1, 120, 32)', 'c: ?']);
  });

  it('knows that a transform is true, and that what says its length may be false', async () => {
    const found = await shapesOf(`${HEAD}from PIL import Image
class Own:
    def __call__(self, picture):
        return transforms.ToTensor()(picture)
class Sized(Own):
    def __len__(self):
        return 0
def read(transform):
    picture = Image.new('RGB', (6, 4))
    if transform:
        picture = transform(picture)
    return picture
a = read(transforms.Compose([transforms.ToTensor()])) * 1
b = read(Own()) * 1
c = read(Sized())
`);
    assert.deepEqual(
      found.filter((each) => /^[abc]:/.test(each)),
      ['a: (3, 4, 6)', 'b: (3, 4, 6)', 'c: ?'],
    );
  });

  it("puts a program's own functions and classes in place of transforms, of labels too", async () => {
    const found = await shapesOf(`${HEAD}class Twice:
    def __init__(self, steps):
        self.steps = steps
    def __call__(self, picture):
        first, second = picture.copy(), picture
        for step in self.steps:
            first, second = step(first), step(second)
        return first, second
def vector(picture):
    return torch.flatten(transforms.functional.to_tensor(picture))
steps = [transforms.RandomApply([transforms.RandomCrop(32)], p=0.5), transforms.Resize((24, 20)), transforms.ToTensor()]
pairs = datasets.CIFAR10('.', transform=Twice(steps), target_transform=lambda y: torch.tensor([y]))
rows = datasets.MNIST('.', transform=transforms.Compose([transforms.ToTensor(), transforms.Lambda(lambda x: x.reshape(784))]))
def pair(loader):
    for (a, b), y in loader:
        a, b, y = a * 1, b * 1, y * 1
def row(loader):
    for x, y in loader:
        x = x * 1
pair(DataLoader(pairs, batch_size=100, drop_last=True))
row(DataLoader(rows, batch_size=100))
`);
    const plain = found.filter((each) => /^[abxy]:/.test(each));
    assert.deepEqual(plain, ['a: (100, 3, 24, 20)', 'b: (100, 3, 24, 20)', 'y: (100, 1)', 'x: (100, 784)']);
  });

  it('keeps bytes that are not made fractions, and the places of a batch in epochs of many', () =>
    check(`${HEAD}bytes = datasets.FakeData(1000, (1, 28, 28), 10, transforms.PILToTensor())
floats = datasets.FakeData(1000, (1, 28, 28), 10, transforms.ToTensor())
layer = nn.Linear(28, 3)
for epoch in range(20):
    for x, y in DataLoader(floats, batch_size=30):
        layer(x)
        x + torch.zeros(30, 1, 1, 1)
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
layer(bytes[0][0])
^^^^^^^^^^^^^^^^^^ type-mismatch
transforms.Normalize((0.5,), (0.5,))(torch.rand(3, 26))
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ shape-mismatch
`));
});
