import torch
import torch.nn as nn
import torch.nn.functional as F


def gram_matrix(input):
    a, b, c, d = input.size()
    features = input.view(a * b, c * d)
    G = torch.mm(features, features.t())
    return G.div(a * b * c * d)


class ContentLoss(nn.Module):
    def __init__(self, target):
        super().__init__()
        self.target = target.detach()

    def forward(self, input):
        self.loss = F.mse_loss(input, self.target)
        return input


class StyleLoss(nn.Module):
    def __init__(self, target_feature):
        super().__init__()
        self.target = gram_matrix(target_feature).detach()

    def forward(self, input):
        G = gram_matrix(input)
        self.loss = F.mse_loss(G, self.target)
        return input


class Normalization(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.mean = mean.clone().detach().view(-1, 1, 1)
        self.std = std.clone().detach().view(-1, 1, 1)

    def forward(self, img):
        return (img - self.mean) / self.std


def adain(content, style, eps=1e-5):
    """Statistics of the style (B, C, H, W) given to the content (B, C, H', W')."""
    size = content.size()
    B, C = size[:2]
    style_mean = style.view(B, C, -1).mean(dim=2).view(B, C, 1, 1)
    style_std = (style.view(B, C, -1).var(dim=2) + eps).sqrt().view(B, C, 1, 1)
    content_mean = content.view(B, C, -1).mean(dim=2).view(B, C, 1, 1)
    content_std = (content.view(B, C, -1).var(dim=2) + eps).sqrt().view(B, C, 1, 1)
    normalized = (content - content_mean.expand(size)) / content_std.expand(size)
    return normalized * style_std.expand(size) + style_mean.expand(size)


content_img, style_img = torch.rand(1, 3, 24, 24), torch.rand(1, 3, 24, 24)
cnn = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.Conv2d(8, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 3, padding=1))
normalization = Normalization(torch.tensor([0.485, 0.456, 0.406]), torch.tensor([0.229, 0.224, 0.225]))
model = nn.Sequential(normalization)
content_losses, style_losses = [], []
i = 0
for layer in cnn.children():
    if isinstance(layer, nn.Conv2d):
        i += 1
        name = 'conv_{}'.format(i)
    elif isinstance(layer, nn.ReLU):
        name = 'relu_{}'.format(i)
        layer = nn.ReLU(inplace=False)
    elif isinstance(layer, nn.MaxPool2d):
        name = 'pool_{}'.format(i)
    else:
        raise RuntimeError('unknown layer')
    model.add_module(name, layer)
    if name == 'conv_2':
        content_loss = ContentLoss(model(content_img))
        model.add_module('content_loss_{}'.format(i), content_loss)
        content_losses.append(content_loss)
    if name in ('conv_1', 'conv_3'):
        style_loss = StyleLoss(model(style_img))
        model.add_module('style_loss_{}'.format(i), style_loss)
        style_losses.append(style_loss)

input_img = content_img.clone().requires_grad_(True)
optimizer = torch.optim.LBFGS([input_img], max_iter=2)


def closure():
    optimizer.zero_grad()
    model(input_img)
    style_score = sum(sl.loss for sl in style_losses)
    content_score = sum(cl.loss for cl in content_losses)
    loss = style_score * 1000 + content_score
    loss.backward()
    return loss


optimizer.step(closure)
stylized = input_img.detach().clamp(0, 1)
mixed = adain(torch.rand(2, 16, 6, 6), torch.rand(2, 16, 9, 7))
