"""A critic with a penalty on its gradient, in the style of programs that choose the type of tensors by the device."""
import argparse
from collections import deque
import numpy as np
import torch
import torch.nn as nn
import torch.autograd as autograd
from torch.autograd import Variable
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

parser = argparse.ArgumentParser()
parser.add_argument("--n_epochs", type=int, default=1)
parser.add_argument("--batch_size", type=int, default=12)
parser.add_argument("--latent_dim", type=int, default=10)
parser.add_argument("--img_size", type=int, default=28)
parser.add_argument("--channels", type=int, default=1)
parser.add_argument("--n_critic", type=int, default=2)
parser.add_argument("--b1", type=float, default=0.5)
opt = parser.parse_args()
img_shape = (opt.channels, opt.img_size, opt.img_size)
cuda = True if torch.cuda.is_available() else False


class Generator(nn.Module):
    def __init__(self):
        super(Generator, self).__init__()

        def block(in_feat, out_feat, normalize=True):
            layers = [nn.Linear(in_feat, out_feat)]
            if normalize:
                layers.append(nn.BatchNorm1d(out_feat, 0.8))
            layers.append(nn.LeakyReLU(0.2, inplace=True))
            return layers

        self.model = nn.Sequential(
            *block(opt.latent_dim, 32, normalize=False),
            *block(32, 64),
            nn.Linear(64, int(np.prod(img_shape))),
            nn.Tanh()
        )

    def forward(self, z):
        img = self.model(z)
        img = img.view(img.shape[0], *img_shape)
        return img


class Discriminator(nn.Module):
    def __init__(self):
        super(Discriminator, self).__init__()
        self.model = nn.Sequential(
            nn.Linear(int(np.prod(img_shape)), 64),
            nn.LeakyReLU(0.2, inplace=True),
            nn.Linear(64, 1),
        )

    def forward(self, img):
        img_flat = img.view(img.shape[0], -1)
        validity = self.model(img_flat)
        return validity


lambda_gp = 10
generator = Generator()
discriminator = Discriminator()
dataloader = DataLoader(
    datasets.FakeData(50, (1, 28, 28), 10, transform=transforms.Compose(
        [transforms.Resize(opt.img_size), transforms.ToTensor(), transforms.Normalize([0.5], [0.5])])),
    batch_size=opt.batch_size, shuffle=True)
optimizer_G = torch.optim.Adam(generator.parameters(), lr=2e-4, betas=(opt.b1, 0.999))
optimizer_D = torch.optim.Adam(discriminator.parameters(), lr=2e-4)
Tensor = torch.cuda.FloatTensor if cuda else torch.FloatTensor


def compute_gradient_penalty(D, real_samples, fake_samples):
    alpha = Tensor(np.random.random((real_samples.size(0), 1, 1, 1)))
    interpolates = (alpha * real_samples + ((1 - alpha) * fake_samples)).requires_grad_(True)
    d_interpolates = D(interpolates)
    fake = Variable(Tensor(real_samples.shape[0], 1).fill_(1.0), requires_grad=False)
    gradients = autograd.grad(
        outputs=d_interpolates, inputs=interpolates, grad_outputs=fake,
        create_graph=True, retain_graph=True, only_inputs=True,
    )[0]
    gradients = gradients.view(gradients.size(0), -1)
    gradient_penalty = ((gradients.norm(2, dim=1) - 1) ** 2).mean()
    return gradient_penalty


batches_done = 0
for epoch in range(opt.n_epochs):
    for i, (imgs, _) in enumerate(dataloader):
        real_imgs = Variable(imgs.type(Tensor))
        optimizer_D.zero_grad()
        z = Variable(Tensor(np.random.normal(0, 1, (imgs.shape[0], opt.latent_dim))))
        fake_imgs = generator(z)
        real_validity = discriminator(real_imgs)
        fake_validity = discriminator(fake_imgs)
        gradient_penalty = compute_gradient_penalty(discriminator, real_imgs.data, fake_imgs.data)
        d_loss = -torch.mean(real_validity) + torch.mean(fake_validity) + lambda_gp * gradient_penalty
        d_loss.backward()
        optimizer_D.step()
        optimizer_G.zero_grad()
        if i % opt.n_critic == 0:
            fake_imgs = generator(z)
            fake_validity = discriminator(fake_imgs)
            g_loss = -torch.mean(fake_validity)
            g_loss.backward()
            optimizer_G.step()

Float = torch.cuda.FloatTensor if cuda else torch.FloatTensor
Double = torch.cuda.DoubleTensor if cuda else torch.DoubleTensor
Half = torch.cuda.HalfTensor if cuda else torch.HalfTensor
Brain = torch.cuda.BFloat16Tensor if cuda else torch.BFloat16Tensor
Long = torch.cuda.LongTensor if cuda else torch.LongTensor
Int = torch.cuda.IntTensor if cuda else torch.IntTensor
Short = torch.cuda.ShortTensor if cuda else torch.ShortTensor
Char = torch.cuda.CharTensor if cuda else torch.CharTensor
Byte = torch.cuda.ByteTensor if cuda else torch.ByteTensor
Bool = torch.cuda.BoolTensor if cuda else torch.BoolTensor
floats = Float([1.0, 2.0]), Double(2, 3), Half(3), Brain(2, 2)
wide, square = floats[1], floats[3]
whole = Long([1, 2, 3]), Int([[1]]), Short([2]), Char([3]), Byte([4, 5])
three, one = whole[0], whole[1]
mask = Bool([True, False])
labels = Variable(three, requires_grad=False)
other = torch.autograd.variable.Variable(wide)

window = deque([torch.zeros(2)], maxlen=3)
for i in range(4):
    window.append(torch.full((3,), float(i)))
frames = torch.stack(list(window))
window.appendleft(torch.zeros(4))
front = window[0]
gone = window.popleft()
earlier = None
for i in range(opt.n_epochs * 2):
    now = torch.rand(2, 5)
    if earlier is not None:
        step = now - earlier
    earlier = now
