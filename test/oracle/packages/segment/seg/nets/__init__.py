from seg.nets.unet import UNet
