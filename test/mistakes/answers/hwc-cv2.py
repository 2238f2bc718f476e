import cv2
import torch
import numpy as np
from torchvision import models
img = cv2.imread('cat.jpg')
img = cv2.resize(img, (224, 224))
img = img.astype(np.float32) / 255.0
t = torch.from_numpy(img).unsqueeze(0)  #-
#+ t = torch.from_numpy(img).permute(2, 0, 1).unsqueeze(0)
model = models.resnet18(pretrained=False)
model.eval()
with torch.no_grad():
    out = model(t)
#> shape-mismatch: Within torchvision.models.resnet, nn.Conv2d gets an input of shape (1, 224, 224, 3), with 224 channels, but needs in_channels=3: the channels stand last, so move them before the space with .permute(0, 3, 1, 2).
