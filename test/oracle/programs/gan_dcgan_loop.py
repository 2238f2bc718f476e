from dataclasses import dataclass

import torch
import torch.nn as nn
import torch.optim as optim


@dataclass(frozen=True)
class Options:
    nz: int = 16
    ngf: int = 8
    ndf: int = 8
    nc: int = 1
    size: int = 32
    batch: int = 4
    rounds: int = 2


opt = Options()


def weights_init(m):
    classname = m.__class__.__name__
    if classname.find('Conv') != -1:
        nn.init.normal_(m.weight.data, 0.0, 0.02)
    elif classname.find('BatchNorm') != -1:
        nn.init.normal_(m.weight.data, 1.0, 0.02)
        nn.init.constant_(m.bias.data, 0)


def upsample(cin, cout, k=4, s=2, p=1):
    return [nn.ConvTranspose2d(cin, cout, k, s, p, bias=False), nn.BatchNorm2d(cout), nn.ReLU(True)]


netG = nn.Sequential(
    *upsample(opt.nz, opt.ngf * 4, 4, 1, 0),
    *upsample(opt.ngf * 4, opt.ngf * 2),
    *upsample(opt.ngf * 2, opt.ngf),
    nn.ConvTranspose2d(opt.ngf, opt.nc, 4, 2, 1),
    nn.Tanh(),
)
blocks = [nn.Conv2d(opt.nc, opt.ndf, 4, 2, 1), nn.LeakyReLU(0.2, True)]
mult = 1
while opt.size // (2 * mult) > 4:
    blocks += [nn.Conv2d(opt.ndf * mult, opt.ndf * mult * 2, 4, 2, 1), nn.BatchNorm2d(opt.ndf * mult * 2), nn.LeakyReLU(0.2, True)]
    mult *= 2
blocks.append(nn.Conv2d(opt.ndf * mult, 1, 4))
netD = nn.Sequential(*blocks)
netG.apply(weights_init)
netD.apply(weights_init)
criterion = nn.BCEWithLogitsLoss()
fixed_noise = torch.randn(9, opt.nz, 1, 1)
optimizerD = optim.Adam(netD.parameters(), lr=2e-4, betas=(0.5, 0.999))
optimizerG = optim.Adam(netG.parameters(), lr=2e-4, betas=(0.5, 0.999))
for r in range(opt.rounds):
    real = torch.rand(opt.batch, opt.nc, opt.size, opt.size) * 2 - 1
    label = torch.full((real.size(0),), 0.9)
    netD.zero_grad()
    output = netD(real).view(-1)
    errD_real = criterion(output, label)
    errD_real.backward()
    fake = netG(torch.randn(real.size(0), opt.nz, 1, 1))
    label.fill_(0.0)
    output = netD(fake.detach()).view(-1)
    errD_fake = criterion(output, label)
    errD_fake.backward()
    optimizerD.step()
    netG.zero_grad()
    output = netD(fake).view(-1)
    errG = criterion(output, torch.ones_like(output))
    errG.backward()
    optimizerG.step()
with torch.no_grad():
    grid = netG(fixed_noise).view(3, 3, opt.nc, opt.size, opt.size).permute(2, 0, 3, 1, 4).reshape(opt.nc, 3 * opt.size, -1)
