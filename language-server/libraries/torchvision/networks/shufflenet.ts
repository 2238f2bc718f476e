import type { Described } from '../../../project/described';

/** Ma et al. 2018. */
export const SHUFFLENET: Described = {
  path: 'library:torchvision.models.shufflenetv2',
  text: `
from functools import partial
import torch
from torch import nn

def convolved(width, out):
    return [nn.Conv2d(width, out, 1, bias=False), nn.BatchNorm2d(out), nn.ReLU(inplace=True)]

def depthwise(width, stride):
    return [nn.Conv2d(width, width, 3, stride, 1, groups=width, bias=False), nn.BatchNorm2d(width)]

class InvertedResidual(nn.Module):
    def __init__(self, inp, oup, stride):
        super().__init__()
        half = oup // 2
        self.stride = stride
        self.branch1 = nn.Sequential(*(depthwise(inp, stride) + convolved(inp, half) if stride > 1 else []))
        first = convolved(inp if stride > 1 else half, half)
        self.branch2 = nn.Sequential(*first, *depthwise(half, stride), *convolved(half, half))

    def forward(self, x):
        if self.stride == 1:
            kept, x = x.chunk(2, dim=1)
        else:
            kept = self.branch1(x)
        return nn.functional.channel_shuffle(torch.cat((kept, self.branch2(x)), dim=1), 2)

class ShuffleNetV2(nn.Module):
    def __init__(self, stages_repeats, stages_out_channels, num_classes=1000, inverted_residual=InvertedResidual):
        super().__init__()
        widths = stages_out_channels
        self.conv1 = nn.Sequential(nn.Conv2d(3, widths[0], 3, 2, 1, bias=False), nn.BatchNorm2d(widths[0]),
                                   nn.ReLU(inplace=True))
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        width = widths[0]
        for i, (count, out) in enumerate(zip(stages_repeats, widths[1:])):
            units = [inverted_residual(width, out, 2)] + [inverted_residual(out, out, 1) for _ in range(count - 1)]
            setattr(self, f'stage{i + 2}', nn.Sequential(*units))
            width = out
        self.conv5 = nn.Sequential(*convolved(width, widths[-1]))
        self.fc = nn.Linear(widths[-1], num_classes)

    def forward(self, x):
        x = self.stage4(self.stage3(self.stage2(self.maxpool(self.conv1(x)))))
        return self.fc(self.conv5(x).mean([2, 3]))

shufflenet_v2_x0_5 = partial(ShuffleNetV2, [4, 8, 4], [24, 48, 96, 192, 1024])
shufflenet_v2_x1_0 = partial(ShuffleNetV2, [4, 8, 4], [24, 116, 232, 464, 1024])
shufflenet_v2_x1_5 = partial(ShuffleNetV2, [4, 8, 4], [24, 176, 352, 704, 1024])
shufflenet_v2_x2_0 = partial(ShuffleNetV2, [4, 8, 4], [24, 244, 488, 976, 2048])
`,
};
