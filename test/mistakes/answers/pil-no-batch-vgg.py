from PIL import Image
import torch
import torchvision.transforms as transforms
from torchvision import models
tf = transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224), transforms.ToTensor(), transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])])
img = tf(Image.open('dog.jpg').convert('RGB'))
vgg = models.vgg16(pretrained=False).eval()
pred = vgg(img)  #-
#> shape-mismatch: Within torchvision.models.vgg, nn.Linear gets an input of shape (512, 49), whose last axis is 49, but needs in_features=25088: put the sample into a batch before the network, with unsqueeze(0).
#+ pred = vgg(img.unsqueeze(0))
print(pred.argmax(1))
