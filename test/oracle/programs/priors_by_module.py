"""The same families by the modules that define them, as libraries that build on PyTorch import them."""
import torch
from torch.distributions.bernoulli import Bernoulli
from torch.distributions.beta import Beta
from torch.distributions.categorical import Categorical
from torch.distributions.cauchy import Cauchy
from torch.distributions.dirichlet import Dirichlet
from torch.distributions.exponential import Exponential
from torch.distributions.gamma import Gamma
from torch.distributions.gumbel import Gumbel
from torch.distributions.kl import kl_divergence
from torch.distributions.laplace import Laplace
from torch.distributions.log_normal import LogNormal
from torch.distributions.multivariate_normal import MultivariateNormal
from torch.distributions.normal import Normal
from torch.distributions.one_hot_categorical import OneHotCategorical
from torch.distributions.poisson import Poisson
from torch.distributions.uniform import Uniform

torch.manual_seed(0)
weights = torch.randn(4, 5)
positive = weights.exp()

continuous = {
    'normal': Normal(weights, positive),
    'lognormal': LogNormal(weights, positive),
    'laplace': Laplace(weights, positive),
    'cauchy': Cauchy(weights, positive),
    'gumbel': Gumbel(weights, positive),
    'uniform': Uniform(weights, weights + positive),
    'beta': Beta(positive, positive),
    'gamma': Gamma(positive, positive),
    'exponential': Exponential(positive),
    'dirichlet': Dirichlet(positive),
    'gaussian': MultivariateNormal(torch.zeros(5), scale_tril=torch.eye(5)),
}
discrete = {
    'bernoulli': Bernoulli(logits=weights),
    'categorical': Categorical(logits=weights),
    'onehot': OneHotCategorical(logits=weights),
}

for name, prior in continuous.items():
    drawn = prior.sample()
    moved = prior.rsample()
    score = prior.log_prob(moved)
    entropy = prior.entropy()
    bound = score.sum() + entropy.sum()

for name, prior in discrete.items():
    drawn = prior.sample((3,))
    score = prior.log_prob(drawn)
    entropy = prior.entropy()

arrivals = Poisson(positive)
events = arrivals.sample((7,))
evidence = arrivals.log_prob(events)
penalty = kl_divergence(Normal(weights, positive), Normal(torch.zeros(5), torch.ones(5)))
