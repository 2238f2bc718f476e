from .base import Config

LARGE = Config(channels=[8, 16, 32, 64], classes=3, size=64)
