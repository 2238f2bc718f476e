import type { Described } from '../../../project/described';
import { BLOCKS } from './blocks';

/** Liu et al. 2022. */
export const CONVNEXT: Described = {
  path: 'library:torchvision.models.convnext',
  text: `${BLOCKS}
class LayerNorm2d(nn.LayerNorm):
    def forward(self, x):
        y = F.layer_norm(x.permute(0, 2, 3, 1), self.normalized_shape, self.weight, self.bias, self.eps)
        return y.permute(0, 3, 1, 2)

class CNBlock(nn.Module):
    def __init__(self, dim, layer_scale):
        super().__init__()
        self.block = nn.Sequential(
            nn.Conv2d(dim, dim, 7, padding=3, groups=dim), Permute([0, 2, 3, 1]), nn.LayerNorm(dim, eps=1e-6),
            nn.Linear(dim, 4 * dim), nn.GELU(), nn.Linear(4 * dim, dim), Permute([0, 3, 1, 2]))
        self.layer_scale = nn.Parameter(torch.ones(dim, 1, 1) * layer_scale)
        self.stochastic_depth = StochasticDepth(0.1, 'row')

    def forward(self, x):
        return self.stochastic_depth(self.layer_scale * self.block(x)) + x

class ConvNeXt(nn.Module):
    def __init__(self, widths, depths, num_classes=1000, layer_scale=1e-6, norm_layer=None, stochastic_depth_prob=0.1):
        super().__init__()
        norm = partial(LayerNorm2d, eps=1e-6) if norm_layer is None else norm_layer
        layers = [Conv2dNormActivation(3, widths[0], 4, 4, 0, norm=norm, activation=None, bias=True)]
        for i, (width, depth) in enumerate(zip(widths, depths)):
            layers.append(nn.Sequential(*[CNBlock(width, layer_scale) for _ in range(depth)]))
            if i + 1 < len(widths):
                layers.append(nn.Sequential(norm(width), nn.Conv2d(width, widths[i + 1], 2, 2)))
        self.features = nn.Sequential(*layers)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Sequential(norm(widths[-1]), nn.Flatten(1), nn.Linear(widths[-1], num_classes))

    def forward(self, x):
        return self.classifier(self.avgpool(self.features(x)))

convnext_tiny = partial(ConvNeXt, [96, 192, 384, 768], [3, 3, 9, 3])
convnext_small = partial(ConvNeXt, [96, 192, 384, 768], [3, 3, 27, 3])
convnext_base = partial(ConvNeXt, [128, 256, 512, 1024], [3, 3, 27, 3])
convnext_large = partial(ConvNeXt, [192, 384, 768, 1536], [3, 3, 27, 3])
`,
};
