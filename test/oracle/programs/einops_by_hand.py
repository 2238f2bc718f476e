import torch

images = torch.randn(4, 3, 12, 16)
tokens = images.reshape(4, 3, 3, 4, 4, 4).permute(0, 2, 4, 3, 5, 1).reshape(4, 12, 48)
back = tokens.reshape(4, 3, 4, 4, 4, 3).permute(0, 5, 1, 3, 2, 4).reshape(4, 3, 12, 16)
montage = images.permute(1, 2, 0, 3).reshape(3, 12, 64)
heads = tokens.unflatten(-1, (6, 8)).transpose(1, 2)
folded = heads.flatten(0, 1)
space_to_depth = images.view(4, 3, 6, 2, 8, 2).permute(0, 1, 3, 5, 2, 4).flatten(1, 3)
maxed = images.reshape(4, 3, 6, 2, 8, 2).amax((3, 5))
repeated = images[:, None].repeat(1, 5, 1, 1, 1)
stacked = torch.stack(list(images.unbind(0)), dim=1)
channels_last = images.movedim(1, -1)
flat = channels_last.reshape(-1, channels_last.size(-1))
