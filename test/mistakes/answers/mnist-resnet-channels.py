import torch
import torchvision
from torchvision import transforms
train = torchvision.datasets.MNIST('.', train=True, download=True, transform=transforms.ToTensor())
loader = torch.utils.data.DataLoader(train, batch_size=64, shuffle=True)
model = torchvision.models.resnet18(num_classes=10)
#+ model.conv1 = torch.nn.Conv2d(1, 64, kernel_size=7, stride=2, padding=3, bias=False)
crit = torch.nn.CrossEntropyLoss()
for images, labels in loader:
    out = model(images)
#> shape-mismatch: Within torchvision.models.resnet, nn.Conv2d gets an input of shape (64, 1, 28, 28), with 1 channel, but needs in_channels=3: repeat the grey channel three times, or replace the network's first convolution.
    loss = crit(out, labels)
    break
