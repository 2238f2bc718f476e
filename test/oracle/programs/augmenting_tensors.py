"""Augmentations one by one, of a batch of tensors and of pictures on the disk."""
import os
import shutil
import tempfile

import numpy as np
import torch
from PIL import Image
from torchvision import datasets, transforms

image = torch.rand(3, 32, 32)
small = (image * 255).to(torch.uint8)
array = np.random.randint(0, 256, (24, 20, 3)).astype(np.uint8)
photo = Image.fromarray(array)

from_array = transforms.ToTensor()(array)
from_photo = transforms.PILToTensor()(photo)
floating = transforms.ConvertImageDtype(torch.float32)(small)
mirrored = transforms.RandomVerticalFlip(1.0)(image)
sheared = transforms.RandomAffine(10)(image)
tilted = transforms.RandomPerspective(p=1.0)(image)
erased = transforms.RandomErasing(p=1.0)(image)
blurred = transforms.GaussianBlur(3)(image)
inverted = transforms.RandomInvert(1.0)(image)
posterized = transforms.RandomPosterize(4, 1.0)(small)
solarized = transforms.RandomSolarize(0.5, 1.0)(image)
stretched = transforms.RandomAutocontrast(1.0)(image)
equalized = transforms.RandomEqualize(1.0)(small)
sharpened = transforms.RandomAdjustSharpness(2, 1.0)(image)
learned = transforms.AutoAugment()(small)
drawn = transforms.RandAugment()(small)
trivial = transforms.TrivialAugmentWide()(small)
mixed = transforms.AugMix()(small)
gray = transforms.RandomGrayscale(1.0)(image)

root = tempfile.mkdtemp()
os.makedirs(os.path.join(root, 'cats'))
photo.save(os.path.join(root, 'cats', 'one.png'))
folder = datasets.ImageFolder(root, transforms.Compose([transforms.Resize((16, 12)), transforms.ToTensor()]))
cat, label = folder[0]
shutil.rmtree(root)
