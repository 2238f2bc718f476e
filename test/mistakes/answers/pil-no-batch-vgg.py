from PIL import Image
import torch
import torchvision.transforms as transforms
from torchvision import models
tf = transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor(), transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])])
img = tf(Image.open('dog.jpg').convert('RGB'))
vgg = models.vgg16(pretrained=False).eval()
pred = vgg(img)  #-
#> shape-mismatch: torchvision.models.VGG gets an input of shape (3, 224, 224), but needs (batch, 3, height, width): give it a batch axis with unsqueeze(0).
#+ pred = vgg(img.unsqueeze(0))
print(pred.argmax(1))
