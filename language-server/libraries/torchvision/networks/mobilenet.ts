import type { Described } from '../../../project/described';
import { BLOCKS } from './blocks';

/** Sandler et al. 2018. A row: expansion, width, repetitions, stride. */
export const MOBILENET_V2: Described = {
  path: 'library:torchvision.models.mobilenetv2',
  text: `${BLOCKS}
PLAN = [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)]

class InvertedResidual(nn.Module):
    def __init__(self, inp, oup, stride, expand_ratio, norm_layer=None):
        super().__init__()
        norm = nn.BatchNorm2d if norm_layer is None else norm_layer
        inner = int(round(inp * expand_ratio))
        self.stride = stride
        self.use_res_connect = stride == 1 and inp == oup
        unit = partial(Conv2dNormActivation, norm=norm, activation=nn.ReLU6)
        layers = [] if expand_ratio == 1 else [unit(inp, inner, 1)]
        layers += [unit(inner, inner, 3, stride, groups=inner), nn.Conv2d(inner, oup, 1, bias=False), norm(oup)]
        self.conv = nn.Sequential(*layers)
        self.out_channels = oup

    def forward(self, x):
        return x + self.conv(x) if self.use_res_connect else self.conv(x)

class MobileNetV2(nn.Module):
    def __init__(self, num_classes=1000, width_mult=1.0, inverted_residual_setting=None, round_nearest=8,
                 block=None, norm_layer=None, dropout=0.2):
        super().__init__()
        block = InvertedResidual if block is None else block
        norm = nn.BatchNorm2d if norm_layer is None else norm_layer
        plan = PLAN if inverted_residual_setting is None else inverted_residual_setting
        width = _make_divisible(32 * width_mult, round_nearest)
        self.last_channel = _make_divisible(1280 * max(1.0, width_mult), round_nearest)
        layers = [Conv2dNormActivation(3, width, 3, 2, norm=norm, activation=nn.ReLU6)]
        for expansion, channels, repetitions, stride in plan:
            out = _make_divisible(channels * width_mult, round_nearest)
            for i in range(repetitions):
                layers.append(block(width, out, stride if i == 0 else 1, expand_ratio=expansion, norm_layer=norm))
                width = out
        layers.append(Conv2dNormActivation(width, self.last_channel, 1, norm=norm, activation=nn.ReLU6))
        self.features = nn.Sequential(*layers)
        self.classifier = nn.Sequential(nn.Dropout(dropout), nn.Linear(self.last_channel, num_classes))

    def forward(self, x):
        x = F.adaptive_avg_pool2d(self.features(x), (1, 1))
        return self.classifier(torch.flatten(x, 1))

mobilenet_v2 = MobileNetV2
`,
};

/** Howard et al. 2019. A row: kernel, expanded width, width, squeeze and excitation, hard swish, stride. */
export const MOBILENET_V3: Described = {
  path: 'library:torchvision.models.mobilenetv3',
  text: `${BLOCKS}
def large(last):
    return [(3, 16, 16, False, False, 1), (3, 64, 24, False, False, 2), (3, 72, 24, False, False, 1),
            (5, 72, 40, True, False, 2), (5, 120, 40, True, False, 1), (5, 120, 40, True, False, 1),
            (3, 240, 80, False, True, 2), (3, 200, 80, False, True, 1), (3, 184, 80, False, True, 1),
            (3, 184, 80, False, True, 1), (3, 480, 112, True, True, 1), (3, 672, 112, True, True, 1),
            (5, 672, 160 // last, True, True, 2), (5, 960 // last, 160 // last, True, True, 1),
            (5, 960 // last, 160 // last, True, True, 1)]

def small(last):
    return [(3, 16, 16, True, False, 2), (3, 72, 24, False, False, 2), (3, 88, 24, False, False, 1),
            (5, 96, 40, True, True, 2), (5, 240, 40, True, True, 1), (5, 240, 40, True, True, 1),
            (5, 120, 48, True, True, 1), (5, 144, 48, True, True, 1), (5, 288, 96 // last, True, True, 2),
            (5, 576 // last, 96 // last, True, True, 1), (5, 576 // last, 96 // last, True, True, 1)]

class InvertedResidual(nn.Module):
    def __init__(self, width, kernel_size, inner, out, squeezed, hard, stride, dilation, norm):
        super().__init__()
        self.use_res_connect = stride == 1 and width == out
        unit = partial(Conv2dNormActivation, norm=norm, activation=nn.Hardswish if hard else nn.ReLU)
        layers = [] if inner == width else [unit(width, inner, 1)]
        step = 1 if dilation > 1 else stride
        layers.append(unit(inner, inner, kernel_size, step, groups=inner, dilation=dilation))
        if squeezed:
            layers.append(SqueezeExcitation(inner, _make_divisible(inner // 4, 8), scale=nn.Hardsigmoid))
        layers.append(Conv2dNormActivation(inner, out, 1, norm=norm, activation=None))
        self.block = nn.Sequential(*layers)
        self.out_channels = out

    def forward(self, x):
        return self.block(x) + x if self.use_res_connect else self.block(x)

class MobileNetV3(nn.Module):
    def __init__(self, plan, last_channel, num_classes=1000, norm_layer=None, dropout=0.2, width_mult=1.0,
                 reduced_tail=False, dilated=False):
        super().__init__()
        norm = partial(nn.BatchNorm2d, eps=0.001, momentum=0.01) if norm_layer is None else norm_layer
        last = 2 if reduced_tail else 1
        first = width = _make_divisible(16 * width_mult, 8)
        layers = [Conv2dNormActivation(3, width, 3, 2, norm=norm, activation=nn.Hardswish)]
        rows = plan(last)
        for i, (kernel_size, inner, out, squeezed, hard, stride) in enumerate(rows):
            inner, out = _make_divisible(inner * width_mult, 8), _make_divisible(out * width_mult, 8)
            dilation = 2 if dilated and i >= len(rows) - 3 else 1
            layers.append(InvertedResidual(width, kernel_size, inner, out, squeezed, hard, stride, dilation, norm))
            width = out
        layers.append(Conv2dNormActivation(width, 6 * width, 1, norm=norm, activation=nn.Hardswish))
        inner = _make_divisible(last_channel // last * width_mult, 8)
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(nn.Linear(6 * width, inner), nn.Hardswish(inplace=True),
                                        nn.Dropout(dropout, inplace=True), nn.Linear(inner, num_classes))

    def forward(self, x):
        return self.classifier(torch.flatten(self.avgpool(self.features(x)), 1))

mobilenet_v3_large = partial(MobileNetV3, large, 1280)
mobilenet_v3_small = partial(MobileNetV3, small, 1024)
`,
};
