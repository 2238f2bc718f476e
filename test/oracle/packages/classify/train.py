"""Trains any model of the registry; what it is made of stands in other files."""
import argparse

import torch
import torch.nn.functional as F

import config
import models
from models import build_model, resnet
from utils import AverageMeter, accuracy
from utils.data import ToyPictures, make_loader

parser = argparse.ArgumentParser()
parser.add_argument('--model', default='resnet', choices=sorted(models.REGISTRY))
parser.add_argument('--batch-size', type=int, default=config.BATCH)
args = parser.parse_args([])

net = build_model(args.model, config.CLASSES, **config.MODEL)
loader = make_loader(ToyPictures(24, config.SIZE, config.CLASSES), args.batch_size)
optimizer = torch.optim.SGD(net.parameters(), lr=config.LR)
meter = AverageMeter()

for images, labels in loader:
    logits = net(images)
    loss = F.cross_entropy(logits, labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    meter.update(accuracy(logits, labels), images.size(0))

single = net.features(torch.randn(1, 3, config.SIZE, config.SIZE))
stem = resnet.Stem(3, 8)(torch.randn(2, 3, 16, 16))
small = models.vgg.VGG(config.CLASSES, width=4)(torch.randn(5, 3, 16, 16))
