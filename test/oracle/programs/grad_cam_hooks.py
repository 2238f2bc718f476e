import torch
import torch.nn as nn
import torch.nn.functional as F


class SmallNet(nn.Module):
    def __init__(self, n=6):
        super().__init__()
        self.features = nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 12, 3, padding=1), nn.ReLU())
        self.fc = nn.Linear(12, n)

    def forward(self, x):
        a = self.features(x)
        return self.fc(a.mean(dim=[2, 3])), a


def grad_cam(model, image, target):
    logits, activations = model(image)
    activations.retain_grad()
    score = logits[0, target]
    model.zero_grad()
    score.backward()
    alpha = activations.grad.mean(dim=(2, 3), keepdim=True)
    cam = F.relu((alpha * activations).sum(dim=1, keepdim=True))
    cam = F.interpolate(cam, size=image.shape[2:], mode='bilinear', align_corners=False)
    cam = cam - cam.min()
    return (cam / (cam.max() + 1e-8)).squeeze()


def integrated_gradients(model, x, target, steps=4):
    baseline = torch.zeros_like(x)
    alphas = torch.linspace(0, 1, steps).view(-1, 1, 1, 1)
    path = (baseline + alphas * (x - baseline)).requires_grad_()
    out, _ = model(path)
    grads, = torch.autograd.grad(out[:, target].sum(), path)
    return (x - baseline) * grads.mean(0, keepdim=True)


def fgsm(model, x, y, eps):
    x_adv = x.clone().detach().requires_grad_(True)
    loss = F.cross_entropy(model(x_adv)[0], y)
    loss.backward()
    perturbed = x_adv + eps * x_adv.grad.sign()
    return perturbed.clamp(0, 1).detach()


net = SmallNet()
image = torch.rand(1, 3, 24, 32)
heatmap = grad_cam(net, image, target=2)
attribution = integrated_gradients(net, image, 2)
adversarial = fgsm(net, torch.rand(4, 3, 24, 32), torch.tensor([0, 1, 2, 3]), 8 / 255)
occluded = image.repeat(6, 1, 1, 1)
for i in range(6):
    occluded[i, :, :, i * 5:(i + 1) * 5] = 0
drop = net(image)[0].softmax(-1)[0, 2] - net(occluded)[0].softmax(-1)[:, 2]
saliency = attribution.abs().amax(dim=1)
