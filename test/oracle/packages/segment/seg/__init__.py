from .losses import dice_loss
from .nets import UNet
from .version import __version__
