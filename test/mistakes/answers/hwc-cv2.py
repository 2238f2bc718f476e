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
#> shape-mismatch: torchvision.models.ResNet gets an input of shape (1, 224, 224, 3), but needs (batch, 3, height, width): move the channels before the space with .permute(0, 3, 1, 2).
