import type { Described } from '../../../project/described';
import { BLOCKS } from './blocks';

/** Tan and Le 2019 and 2021. A row: fused, expansion, kernel, stride, width before, width, repetitions. */
export const EFFICIENTNET: Described = {
  path: 'library:torchvision.models.efficientnet',
  text: `${BLOCKS}
def scaled(width, depth):
    rows = [(1, 3, 1, 32, 16, 1), (6, 3, 2, 16, 24, 2), (6, 5, 2, 24, 40, 2), (6, 3, 2, 40, 80, 3),
            (6, 5, 1, 80, 112, 3), (6, 5, 2, 112, 192, 4), (6, 3, 1, 192, 320, 1)]
    return [(False, e, k, s, _make_divisible(i * width, 8), _make_divisible(o * width, 8), int(math.ceil(n * depth)))
            for e, k, s, i, o, n in rows]

V2_S = [(True, 1, 3, 1, 24, 24, 2), (True, 4, 3, 2, 24, 48, 4), (True, 4, 3, 2, 48, 64, 4),
        (False, 4, 3, 2, 64, 128, 6), (False, 6, 3, 1, 128, 160, 9), (False, 6, 3, 2, 160, 256, 15)]
V2_M = [(True, 1, 3, 1, 24, 24, 3), (True, 4, 3, 2, 24, 48, 5), (True, 4, 3, 2, 48, 80, 5),
        (False, 4, 3, 2, 80, 160, 7), (False, 6, 3, 1, 160, 176, 14), (False, 6, 3, 2, 176, 304, 18),
        (False, 6, 3, 1, 304, 512, 5)]
V2_L = [(True, 1, 3, 1, 32, 32, 4), (True, 4, 3, 2, 32, 64, 7), (True, 4, 3, 2, 64, 96, 7),
        (False, 4, 3, 2, 96, 192, 10), (False, 6, 3, 1, 192, 224, 19), (False, 6, 3, 2, 224, 384, 25),
        (False, 6, 3, 1, 384, 640, 7)]

class MBConv(nn.Module):
    def __init__(self, expansion, kernel_size, stride, width, out, norm):
        super().__init__()
        self.use_res_connect = stride == 1 and width == out
        inner = _make_divisible(width * expansion, 8)
        unit = partial(Conv2dNormActivation, norm=norm, activation=nn.SiLU)
        layers = [] if inner == width else [unit(width, inner, 1)]
        layers.append(unit(inner, inner, kernel_size, stride, groups=inner))
        layers.append(SqueezeExcitation(inner, max(1, width // 4), partial(nn.SiLU, inplace=True)))
        layers.append(Conv2dNormActivation(inner, out, 1, norm=norm, activation=None))
        self.block = nn.Sequential(*layers)
        self.stochastic_depth = StochasticDepth(0.2, 'row')
        self.out_channels = out

    def forward(self, x):
        return self.stochastic_depth(self.block(x)) + x if self.use_res_connect else self.block(x)

class FusedMBConv(nn.Module):
    def __init__(self, expansion, kernel_size, stride, width, out, norm):
        super().__init__()
        self.use_res_connect = stride == 1 and width == out
        inner = _make_divisible(width * expansion, 8)
        unit = partial(Conv2dNormActivation, norm=norm, activation=nn.SiLU)
        if inner == width:
            layers = [unit(width, out, kernel_size, stride)]
        else:
            last = Conv2dNormActivation(inner, out, 1, norm=norm, activation=None)
            layers = [unit(width, inner, kernel_size, stride), last]
        self.block = nn.Sequential(*layers)
        self.stochastic_depth = StochasticDepth(0.2, 'row')
        self.out_channels = out

    def forward(self, x):
        return self.stochastic_depth(self.block(x)) + x if self.use_res_connect else self.block(x)

class EfficientNet(nn.Module):
    def __init__(self, rows, dropout, last_channel=None, num_classes=1000, norm_layer=None, stochastic_depth_prob=0.2):
        super().__init__()
        norm = nn.BatchNorm2d if norm_layer is None else norm_layer
        unit = partial(Conv2dNormActivation, norm=norm, activation=nn.SiLU)
        layers = [unit(3, rows[0][4], 3, 2)]
        for fused, expansion, kernel_size, stride, width, out, repetitions in rows:
            block = FusedMBConv if fused else MBConv
            stage = [block(expansion, kernel_size, stride, width, out, norm)]
            stage += [block(expansion, kernel_size, 1, out, out, norm) for _ in range(repetitions - 1)]
            layers.append(nn.Sequential(*stage))
        width = rows[-1][5]
        last = 4 * width if last_channel is None else last_channel
        layers.append(unit(width, last, 1))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(nn.Dropout(dropout, inplace=True), nn.Linear(last, num_classes))

    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))

efficientnet_b0 = partial(EfficientNet, scaled(1.0, 1.0), 0.2)
efficientnet_b1 = partial(EfficientNet, scaled(1.0, 1.1), 0.2)
efficientnet_b2 = partial(EfficientNet, scaled(1.1, 1.2), 0.3)
efficientnet_b3 = partial(EfficientNet, scaled(1.2, 1.4), 0.3)
efficientnet_b4 = partial(EfficientNet, scaled(1.4, 1.8), 0.4)
efficientnet_b5 = partial(EfficientNet, scaled(1.6, 2.2), 0.4)
efficientnet_b6 = partial(EfficientNet, scaled(1.8, 2.6), 0.5)
efficientnet_b7 = partial(EfficientNet, scaled(2.0, 3.1), 0.5)
efficientnet_v2_s = partial(EfficientNet, V2_S, 0.2, 1280)
efficientnet_v2_m = partial(EfficientNet, V2_M, 0.3, 1280)
efficientnet_v2_l = partial(EfficientNet, V2_L, 0.4, 1280)
`,
};
