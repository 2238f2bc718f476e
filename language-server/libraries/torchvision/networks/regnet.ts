import type { Described } from '../../../project/described';
import { BLOCKS } from './blocks';

/** Radosavovic et al. 2020. A row: repetitions and widths of the stages, and of the groups; Y squeezes and excites. */
export const REGNET: Described = {
  path: 'library:torchvision.models.regnet',
  text: `${BLOCKS}
from collections import OrderedDict

class SimpleStemIN(Conv2dNormActivation):
    pass

class BottleneckTransform(nn.Sequential):
    def __init__(self, width, out, stride, norm, activation, group, squeeze):
        unit = partial(Conv2dNormActivation, norm=norm, activation=activation)
        layers = OrderedDict()
        layers['a'] = unit(width, out, 1)
        layers['b'] = unit(out, out, 3, stride, groups=out // group)
        if squeeze:
            layers['se'] = SqueezeExcitation(out, int(round(0.25 * width)), activation)
        layers['c'] = Conv2dNormActivation(out, out, 1, norm=norm, activation=None)
        super().__init__(layers)

class ResBottleneckBlock(nn.Module):
    def __init__(self, width, out, stride, norm, activation, group, squeeze):
        super().__init__()
        self.proj = None
        if width != out or stride != 1:
            self.proj = Conv2dNormActivation(width, out, 1, stride, norm=norm, activation=None)
        self.f = BottleneckTransform(width, out, stride, norm, activation, group, squeeze)
        self.activation = activation(inplace=True)

    def forward(self, x):
        return self.activation((x if self.proj is None else self.proj(x)) + self.f(x))

class AnyStage(nn.Sequential):
    def __init__(self, width, out, depth, norm, activation, group, squeeze, number):
        super().__init__()
        for i in range(depth):
            block = ResBottleneckBlock(out if i else width, out, 1 if i else 2, norm, activation, group, squeeze)
            self.add_module(f'block{number}-{i}', block)

class RegNet(nn.Module):
    def __init__(self, squeeze, depths, widths, groups, num_classes=1000, stem_width=32, norm_layer=None,
                 activation=None):
        super().__init__()
        norm = nn.BatchNorm2d if norm_layer is None else norm_layer
        activation = nn.ReLU if activation is None else activation
        self.stem = SimpleStemIN(3, stem_width, 3, 2, norm=norm, activation=activation)
        stages = OrderedDict()
        width = stem_width
        for i, (depth, out, group) in enumerate(zip(depths, widths, groups)):
            stages[f'block{i + 1}'] = AnyStage(width, out, depth, norm, activation, group, squeeze, i + 1)
            width = out
        self.trunk_output = nn.Sequential(stages)
        self.avgpool = nn.AdaptiveAvgPool2d((1, 1))
        self.fc = nn.Linear(width, num_classes)

    def forward(self, x):
        return self.fc(self.avgpool(self.trunk_output(self.stem(x))).flatten(1))

y = partial(RegNet, True)
x = partial(RegNet, False)
regnet_y_400mf = partial(y, [1, 3, 6, 6], [48, 104, 208, 440], [8] * 4)
regnet_y_800mf = partial(y, [1, 3, 8, 2], [64, 144, 320, 784], [16] * 4)
regnet_y_1_6gf = partial(y, [2, 6, 17, 2], [48, 120, 336, 888], [24] * 4)
regnet_y_3_2gf = partial(y, [2, 5, 13, 1], [72, 216, 576, 1512], [24] * 4)
regnet_y_8gf = partial(y, [2, 4, 10, 1], [224, 448, 896, 2016], [56] * 4)
regnet_y_16gf = partial(y, [2, 4, 11, 1], [224, 448, 1232, 3024], [112] * 4)
regnet_y_32gf = partial(y, [2, 5, 12, 1], [232, 696, 1392, 3712], [232] * 4)
regnet_y_128gf = partial(y, [2, 7, 17, 1], [528, 1056, 2904, 7392], [264] * 4)
regnet_x_400mf = partial(x, [1, 2, 7, 12], [32, 64, 160, 400], [16] * 4)
regnet_x_800mf = partial(x, [1, 3, 7, 5], [64, 128, 288, 672], [16] * 4)
regnet_x_1_6gf = partial(x, [2, 4, 10, 2], [72, 168, 408, 912], [24] * 4)
regnet_x_3_2gf = partial(x, [2, 6, 15, 2], [96, 192, 432, 1008], [48] * 4)
regnet_x_8gf = partial(x, [2, 5, 15, 1], [80, 240, 720, 1920], [80, 120, 120, 120])
regnet_x_16gf = partial(x, [2, 6, 13, 1], [256, 512, 896, 2048], [128] * 4)
regnet_x_32gf = partial(x, [2, 7, 13, 1], [336, 672, 1344, 2520], [168] * 4)
`,
};
