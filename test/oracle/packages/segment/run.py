"""A package inside a package, its configuration a dataclass, names under other names."""
import torch

import seg.nets.unet as unet
import seg.losses
from configs.base import Config
from configs.large import LARGE as large
from seg import UNet, dice_loss
from seg.data import transforms as T
from seg.data.shapes import Shapes
from torch.utils.data import DataLoader, random_split

cfg = Config(channels=[4, 8, 16])
model = UNet(cfg)
train, val = random_split(Shapes(cfg.size, cfg.classes), [10, 6])
for picture, mask in DataLoader(train, batch_size=cfg.batch, drop_last=True):
    scores = model(picture)
    loss = dice_loss(scores, mask) + seg.losses.edges(scores)

wide = unet.UNet(large)
out = wide(torch.randn(2, 3, large.size, large.size))
down = unet.Down(4, 8)(torch.zeros(1, 4, 16, 16))
flipped = T.flip(torch.zeros(3, 8, 8))
both = T.compose(T.flip, T.normalize)(torch.ones(3, 8, 8))
