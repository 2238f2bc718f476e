"""Names of the module that are bound as entries: settings read from texts, and a module that is loaded again."""
import importlib
import math
import sys

import torch

width = 8
depth = 2
for setting in ["width=16", "depth=3"]:
    name, value = setting.split("=")
    globals()[name] = int(value)

importlib.reload(math)
weights = torch.zeros(width, depth)
setattr(sys.modules[__name__], "bias", torch.zeros(math.floor(4.5)))
shifted = bias + 1
exec("width = 5")
narrow = torch.zeros(width)


class Layout:
    for axis in range(2):
        vars()[f"size_{axis}"] = 3 + axis


block = torch.zeros(Layout.size_0, Layout.size_1)
