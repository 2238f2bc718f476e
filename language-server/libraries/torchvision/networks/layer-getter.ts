/** A network's first layers, and what those of them give that are named. */
export const LAYER_GETTER = `
from torch import nn

class IntermediateLayerGetter(nn.ModuleDict):
    def __init__(self, model, return_layers):
        super().__init__()
        left = len(return_layers)
        for name, module in model.named_children():
            if left > 0:
                self[name] = module
                left -= name in return_layers
        self.return_layers = return_layers

    def forward(self, x):
        found = {}
        for name, module in self.items():
            x = module(x)
            if name in self.return_layers:
                found[self.return_layers[name]] = x
        return found
`;
