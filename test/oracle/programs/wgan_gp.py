import torch
from torch import autograd, nn, optim

DIM = 16
LAMBDA = 10.0
CRITIC_ITERS = 2


def mlp(sizes, activation=nn.ReLU):
    return nn.Sequential(*[
        layer
        for i, (a, b) in enumerate(zip(sizes, sizes[1:]))
        for layer in ([nn.Linear(a, b), activation()] if i < len(sizes) - 2 else [nn.Linear(a, b)])
    ])


def gradient_penalty(critic, real, fake):
    alpha = torch.rand(real.size(0), 1)
    alpha = alpha.expand_as(real)
    interpolates = alpha * real + (1 - alpha) * fake
    interpolates.requires_grad_(True)
    scores = critic(interpolates)
    gradients = autograd.grad(
        outputs=scores,
        inputs=interpolates,
        grad_outputs=torch.ones_like(scores),
        create_graph=True,
        retain_graph=True,
        only_inputs=True,
    )[0]
    gradients = gradients.view(gradients.size(0), -1)
    penalty = ((gradients.norm(2, dim=1) - 1) ** 2).mean() * LAMBDA
    return penalty


def inf_train_gen(batch):
    centers = torch.tensor([(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)])
    while True:
        which = torch.randint(len(centers), (batch,))
        yield centers[which] + 0.02 * torch.randn(batch, 2)


G = mlp([2, DIM, DIM, 2])
C = mlp([2, DIM, DIM, 1], activation=lambda: nn.LeakyReLU(0.1))
optG = optim.Adam(G.parameters(), lr=1e-4, betas=(0.0, 0.9))
optC = optim.RMSprop(C.parameters(), lr=1e-4)
data = inf_train_gen(24)
history = []
for iteration in range(2):
    for p in C.parameters():
        p.requires_grad = True
    for _ in range(CRITIC_ITERS):
        real = next(data)
        noise = torch.randn(real.shape[0], 2)
        fake = G(noise).detach()
        gp = gradient_penalty(C, real, fake)
        wasserstein = C(real).mean() - C(fake).mean()
        loss_c = -wasserstein + gp
        optC.zero_grad()
        loss_c.backward()
        optC.step()
    for p in C.parameters():
        p.requires_grad = False
    loss_g = -C(G(torch.randn(24, 2))).mean()
    optG.zero_grad()
    loss_g.backward()
    optG.step()
    history.append(loss_g.item())
curve = torch.tensor(history)
