import torch
import torch.nn as nn
from torchvision import models
model = models.resnet50(pretrained=False)
for p in model.parameters():
    p.requires_grad = False
model.fc = nn.Linear(512, 2)  #-
#+ model.fc = nn.Linear(model.fc.in_features, 2)
x = torch.rand(2, 3, 224, 224)
y = model(x)
#> shape-mismatch: Within torchvision.models.resnet, nn.Linear gets an input of shape (2, 2048), whose last axis is 2048, but needs in_features=512: set in_features=2048, or change what comes before.
