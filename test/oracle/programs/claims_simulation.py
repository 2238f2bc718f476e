"""An insurer's year: how many claims, how large, and how well fitted models say so."""
import torch
import torch.distributions as D
from torch.distributions import (Bernoulli, Beta, Categorical, Cauchy, Dirichlet, Exponential, Gamma, Gumbel, Laplace,
                                 LogNormal, MultivariateNormal, Normal, OneHotCategorical, Poisson, Uniform)

torch.manual_seed(3)
REGIONS, DRAWS = 6, 40

rate = torch.linspace(0.5, 3.0, REGIONS)
counts = Poisson(rate).sample((DRAWS,))
lighter = Poisson(rate)
likelihood = lighter.log_prob(counts).sum(0)
filed = Bernoulli(probs=torch.full((REGIONS,), 0.3))
happened = filed.sample((DRAWS,))
surprise = -filed.log_prob(happened)
doubt = filed.entropy()

severity = LogNormal(torch.zeros(REGIONS), torch.ones(REGIONS) * 0.5)
sizes = severity.rsample((DRAWS,))
total = (counts * sizes).sum(dim=1)


def monte_carlo(family, draws=DRAWS):
    """The entropy in closed form and as a mean over draws."""
    x = family.sample((draws,))
    density = family.log_prob(x)
    estimate = -density.mean(0)
    exact = family.entropy()
    gap = (estimate - exact).abs()
    return gap


one = torch.ones(REGIONS)
normal_gap = monte_carlo(Normal(0.0 * one, one))
lognormal_gap = monte_carlo(severity)
laplace_gap = monte_carlo(Laplace(0.0 * one, one))
cauchy_gap = monte_carlo(Cauchy(0.0 * one, one))
gumbel_gap = monte_carlo(Gumbel(0.0 * one, one))
uniform_gap = monte_carlo(Uniform(0.0 * one, 2.0 * one))
beta_gap = monte_carlo(Beta(2.0 * one, 3.0 * one))
gamma_gap = monte_carlo(Gamma(2.0 * one, one))
waiting_gap = monte_carlo(Exponential(rate))
region_gap = monte_carlo(Categorical(logits=torch.randn(4, REGIONS)), 20)
causes = OneHotCategorical(logits=torch.randn(5, 3))
cause_gap = monte_carlo(causes, 20)
shares = Dirichlet(torch.ones(2, 4))
share_gap = monte_carlo(shares, 20)
joint = MultivariateNormal(torch.zeros(3), torch.eye(3))
joint_gap = monte_carlo(joint, 20)


def reparameterized(family):
    """Draws that gradients pass through."""
    z = family.rsample((8,))
    return z.mean(0)


smooth = [
    reparameterized(family)
    for family in (Laplace(one, one), Cauchy(one, one), Gumbel(one, one), Uniform(0 * one, one), Beta(one, one),
                   Gamma(one, one), Exponential(one))
]
levels = torch.stack(smooth)
simplex = Dirichlet(torch.ones(2, 4)).rsample()
correlated = joint.rsample((5,))
kl = D.kl_divergence(Normal(one, one), Normal(0 * one, 2 * one))
