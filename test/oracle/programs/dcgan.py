import torch
import torch.nn as nn

nz, ngf, ndf, nc = 100, 16, 16, 3


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.main = nn.Sequential(
            nn.ConvTranspose2d(nz, ngf * 4, 4, 1, 0, bias=False),
            nn.BatchNorm2d(ngf * 4),
            nn.ReLU(True),
            nn.ConvTranspose2d(ngf * 4, ngf * 2, 4, 2, 1, bias=False),
            nn.BatchNorm2d(ngf * 2),
            nn.ReLU(True),
            nn.ConvTranspose2d(ngf * 2, nc, 4, 2, 1, bias=False),
            nn.Tanh(),
        )

    def forward(self, input):
        output = self.main(input)
        return output


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        layers = [nn.Conv2d(nc, ndf, 4, 2, 1, bias=False), nn.LeakyReLU(0.2, inplace=True)]
        for i in range(1):
            layers.extend([nn.Conv2d(ndf * 2 ** i, ndf * 2 ** (i + 1), 4, 2, 1), nn.LeakyReLU(0.2)])
        layers.append(nn.Conv2d(ndf * 2, 1, 4, 1, 0, bias=False))
        self.main = nn.Sequential(*layers)

    def forward(self, input):
        output = self.main(input)
        return output.view(-1, 1).squeeze(1)


netG, netD = Generator(), Discriminator()
criterion = nn.BCEWithLogitsLoss()
noise = torch.randn(5, nz, 1, 1)
fake = netG(noise)
label = torch.full((5,), 1.0)
verdict = netD(fake.detach())
errD = criterion(verdict, label)
