import torch
import torch.nn as nn


class UnetSkip(nn.Module):
    def __init__(self, outer, inner, input_nc=None, submodule=None, outermost=False, innermost=False):
        super().__init__()
        self.outermost = outermost
        if input_nc is None:
            input_nc = outer
        down = nn.Conv2d(input_nc, inner, kernel_size=4, stride=2, padding=1)
        if outermost:
            model = [down, submodule, nn.ReLU(True), nn.ConvTranspose2d(inner * 2, outer, 4, 2, 1), nn.Tanh()]
        elif innermost:
            model = [nn.LeakyReLU(0.2, True), down, nn.ReLU(True), nn.ConvTranspose2d(inner, outer, 4, 2, 1), nn.InstanceNorm2d(outer)]
        else:
            model = [nn.LeakyReLU(0.2, True), down, nn.InstanceNorm2d(inner), submodule, nn.ReLU(True),
                     nn.ConvTranspose2d(inner * 2, outer, 4, 2, 1), nn.InstanceNorm2d(outer)]
        self.model = nn.Sequential(*model)

    def forward(self, x):
        if self.outermost:
            return self.model(x)
        return torch.cat([x, self.model(x)], 1)


block = UnetSkip(16, 16, innermost=True)
for i in range(2):
    block = UnetSkip(16, 16, submodule=block)
block = UnetSkip(8, 16, submodule=block)
generator = UnetSkip(3, 8, input_nc=1, submodule=block, outermost=True)
patch = [nn.Conv2d(4, 8, 4, 2, 1), nn.LeakyReLU(0.2, True)]
nf_mult = 1
for n in range(1, 3):
    nf_prev, nf_mult = nf_mult, min(2 ** n, 8)
    patch += [nn.Conv2d(8 * nf_prev, 8 * nf_mult, 4, 2, 1, bias=False), nn.BatchNorm2d(8 * nf_mult), nn.LeakyReLU(0.2, True)]
patch += [nn.Conv2d(8 * nf_mult, 1, kernel_size=4, stride=1, padding=1)]
discriminator = nn.Sequential(*patch)
edges = torch.rand(2, 1, 64, 64)
photo = torch.rand(2, 3, 64, 64)
fake = generator(edges)
verdict = discriminator(torch.cat((edges, fake), 1))
real = discriminator(torch.cat((edges, photo), dim=1))
target = torch.tensor(1.0).expand_as(verdict)
loss = nn.MSELoss()(verdict, target) + 100 * nn.L1Loss()(fake, photo)
loss.backward()
