from . import resnet, vgg
from .resnet import ResNet
from .vgg import VGG

__all__ = ['build_model', 'ResNet', 'VGG']

REGISTRY = {'resnet': ResNet, 'vgg': VGG}


def build_model(name, classes, **settings):
    if name not in REGISTRY:
        raise KeyError(name)
    return REGISTRY[name](classes, **settings)
