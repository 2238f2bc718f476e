import { LAYER_GETTER } from './layer-getter';

/** Lin et al. 2017: what layers of a backbone give, by name, each with as many channels. */
export const FEATURE_PYRAMID = `${LAYER_GETTER}
class FrozenBatchNorm2d(nn.Module):
    def __init__(self, num_features, eps=1e-5):
        super().__init__()
        self.eps = eps
        for name in ('weight', 'bias', 'running_mean', 'running_var'):
            self.register_buffer(name, torch.ones(num_features))

    def forward(self, x):
        return x * self.weight.reshape(1, -1, 1, 1)

class LastLevelMaxPool(nn.Module):
    def forward(self, x, y, names):
        return x + [F.max_pool2d(x[-1], 1, 2, 0)], names + ['pool']

class FeaturePyramidNetwork(nn.Module):
    def __init__(self, in_channels_list, out_channels, extra_blocks=None, norm_layer=None):
        super().__init__()
        unit = partial(Conv2dNormActivation, norm=norm_layer, activation=None)
        self.inner_blocks = nn.ModuleList([unit(each, out_channels, 1) for each in in_channels_list])
        self.layer_blocks = nn.ModuleList([unit(out_channels, out_channels, 3) for _ in in_channels_list])
        self.extra_blocks = extra_blocks

    def forward(self, x):
        names = list(x.keys())
        given = list(x.values())
        last = self.inner_blocks[-1](given[-1])
        results = [self.layer_blocks[-1](last)]
        for i in range(len(given) - 2, -1, -1):
            lateral = self.inner_blocks[i](given[i])
            last = lateral + F.interpolate(last, size=lateral.shape[-2:], mode='nearest')
            results.insert(0, self.layer_blocks[i](last))
        if self.extra_blocks is not None:
            results, names = self.extra_blocks(results, given, names)
        return OrderedDict(zip(names, results))

class BackboneWithFPN(nn.Module):
    def __init__(self, backbone, return_layers, in_channels_list, out_channels, extra_blocks=None, norm_layer=None):
        super().__init__()
        extra = LastLevelMaxPool() if extra_blocks is None else extra_blocks
        self.body = IntermediateLayerGetter(backbone, return_layers)
        self.fpn = FeaturePyramidNetwork(in_channels_list, out_channels, extra, norm_layer)
        self.out_channels = out_channels

    def forward(self, x):
        return self.fpn(self.body(x))
`;
