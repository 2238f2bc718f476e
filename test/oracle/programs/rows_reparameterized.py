"""Weights computed from others, densities below a value, factors of matrices, limits of types."""
import numpy as np
import torch
from torch import distributions as D
from torch import nn
from torch.nn.utils import parametrizations, remove_spectral_norm, remove_weight_norm, spectral_norm, weight_norm

conv = weight_norm(nn.Conv1d(4, 6, 3, padding=1))
y = conv(torch.randn(2, 4, 10))
conv = remove_weight_norm(conv)
z = conv(torch.randn(2, 4, 10))
critic = nn.Sequential(spectral_norm(nn.Linear(6, 8)), nn.LeakyReLU(0.2), spectral_norm(nn.Linear(8, 1)))
score = critic(torch.randn(5, 6))
plain = remove_spectral_norm(critic[0])
inner = plain(torch.randn(5, 6))
bounded = parametrizations.spectral_norm(nn.Linear(6, 3))
low = bounded(torch.randn(5, 6))
rotation = parametrizations.orthogonal(nn.Linear(6, 6))
turned = rotation(torch.randn(5, 6))

loc, scale = torch.zeros(4, 1), torch.ones(3)
points = torch.full((2, 4, 3), 0.5)
below = D.Normal(loc, scale).cdf(points)
quantile = D.Normal(loc, scale).icdf(points)
normal = torch.distributions.normal.Normal(loc, scale)
a, b = normal.cdf(points), normal.icdf(points)
lognormal, other = D.LogNormal(loc, scale), torch.distributions.log_normal.LogNormal(loc, scale)
c, d, e, f = lognormal.cdf(points), lognormal.icdf(points), other.cdf(points), other.icdf(points)
laplace, other = D.Laplace(loc, scale), torch.distributions.laplace.Laplace(loc, scale)
c, d, e, f = laplace.cdf(points), laplace.icdf(points), other.cdf(points), other.icdf(points)
cauchy, other = D.Cauchy(loc, scale), torch.distributions.cauchy.Cauchy(loc, scale)
c, d, e, f = cauchy.cdf(points), cauchy.icdf(points), other.cdf(points), other.icdf(points)
gumbel, other = D.Gumbel(loc, scale), torch.distributions.gumbel.Gumbel(loc, scale)
c, d, e, f = gumbel.cdf(points), gumbel.icdf(points), other.cdf(points), other.icdf(points)
uniform, other = D.Uniform(loc, scale), torch.distributions.uniform.Uniform(loc, scale)
c, d, e, f = uniform.cdf(points), uniform.icdf(points), other.cdf(points), other.icdf(points)
waiting, other = D.Exponential(scale), torch.distributions.exponential.Exponential(scale)
c, d, e, f = waiting.cdf(points), waiting.icdf(points), other.cdf(points), other.icdf(points)

half, other = D.HalfNormal(scale), torch.distributions.half_normal.HalfNormal(scale)
c, d, e, f = half.cdf(points), half.icdf(points), other.cdf(points), other.icdf(points)
student, other = D.StudentT(3.0, loc, scale), torch.distributions.studentT.StudentT(torch.ones(3))
wait, other = D.Geometric(scale * 0.5), torch.distributions.geometric.Geometric(logits=loc)
trials, other = D.Binomial(5, logits=loc), torch.distributions.binomial.Binomial(5, scale * 0.5)
failures, other = D.NegativeBinomial(5, logits=loc), torch.distributions.negative_binomial.NegativeBinomial(5, scale * 0.5)
through, other = D.OneHotCategoricalStraightThrough(logits=points), torch.distributions.one_hot_categorical.OneHotCategoricalStraightThrough(points)
soft, other = D.RelaxedOneHotCategorical(torch.tensor(0.5), logits=points), torch.distributions.relaxed_categorical.RelaxedOneHotCategorical(torch.tensor(0.5), points)
bits, other = D.RelaxedBernoulli(torch.tensor(0.5), logits=points), torch.distributions.relaxed_bernoulli.RelaxedBernoulli(torch.tensor(0.5), points)
joint, other = D.Independent(D.Normal(loc, scale), 1), torch.distributions.independent.Independent(D.Categorical(logits=points), 2)
parts, other = torch.distributions.mixture_same_family.MixtureSameFamily(D.Categorical(torch.ones(4, 3)), D.Normal(loc, scale)), D.MixtureSameFamily(D.Categorical(torch.ones(4, 3)), D.Normal(loc, scale))
for each in (D.Independent(D.Normal(loc, scale), 1), torch.distributions.independent.Independent(D.Normal(loc, scale), 1),
             D.HalfNormal(scale), torch.distributions.half_normal.HalfNormal(scale), D.StudentT(3.0, loc, scale),
             torch.distributions.studentT.StudentT(torch.ones(3)), through,
             torch.distributions.one_hot_categorical.OneHotCategoricalStraightThrough(points), soft,
             torch.distributions.relaxed_categorical.RelaxedOneHotCategorical(torch.tensor(0.5), points), bits,
             torch.distributions.relaxed_bernoulli.RelaxedBernoulli(torch.tensor(0.5), points)):
    draw, likely = each.rsample((2,)), each.log_prob(each.rsample())
for each in (half, student, wait, trials, failures, through, soft, bits, joint, parts, D.HalfNormal(scale),
             torch.distributions.half_normal.HalfNormal(scale), torch.distributions.studentT.StudentT(torch.ones(3)),
             torch.distributions.geometric.Geometric(logits=loc), torch.distributions.binomial.Binomial(5, scale * 0.5),
             torch.distributions.negative_binomial.NegativeBinomial(5, scale * 0.5),
             torch.distributions.one_hot_categorical.OneHotCategoricalStraightThrough(points),
             torch.distributions.relaxed_categorical.RelaxedOneHotCategorical(torch.tensor(0.5), points),
             torch.distributions.relaxed_bernoulli.RelaxedBernoulli(torch.tensor(0.5), points),
             torch.distributions.independent.Independent(D.Normal(loc, scale), 1), other):
    draw, likely = each.sample(), each.log_prob(each.sample())
for each in (half, student, wait, trials, through, joint, torch.distributions.half_normal.HalfNormal(scale),
             torch.distributions.studentT.StudentT(torch.ones(3)), torch.distributions.geometric.Geometric(logits=loc),
             torch.distributions.binomial.Binomial(5, scale * 0.5),
             torch.distributions.one_hot_categorical.OneHotCategoricalStraightThrough(points),
             torch.distributions.independent.Independent(D.Normal(loc, scale), 1)):
    doubt = each.entropy()
divergence, means = D.kl_divergence(joint, joint), torch.stack([joint.mean, joint.stddev, joint.variance])
noise, shifted = torch.randn(joint.batch_shape + joint.event_shape), normal.loc + normal.scale

matrices = torch.randn(3, 4, 5)
factored, pivots = torch.lu(matrices)
permutation, lower, upper = torch.lu_unpack(factored, pivots)
again, rows = matrices.lu()
rebuilt = permutation @ lower @ upper

scores = torch.randn(2, 5).masked_fill(torch.rand(2, 5) > 0.5, torch.finfo(torch.float32).min)
small = torch.from_numpy(np.full((2, 3), np.finfo(np.float64).eps))
shift = torch.randn(2, 3) * torch.finfo(torch.float32).eps

generator = np.random.RandomState(0)
picked = torch.from_numpy(generator.choice(10, size=(3, 2)))
chosen = torch.from_numpy(np.random.choice(np.arange(7.0), 4, replace=False))
longer = torch.from_numpy(np.append(np.zeros((0, 4)), np.ones((5, 4)), axis=0))

attended, _ = nn.functional.multi_head_attention_forward(
    torch.randn(1, 3, 8), torch.randn(7, 3, 8), torch.randn(7, 3, 8), 8, 2, None, torch.zeros(24), None, None, False,
    0.0, torch.randn(5, 8), torch.zeros(5), use_separate_proj_weight=True, q_proj_weight=torch.randn(8, 8),
    k_proj_weight=torch.randn(8, 8), v_proj_weight=torch.randn(8, 8), need_weights=False)

head, *rest = *points.shape, points.device
first = torch.zeros(*[*([2, 3], [4])[0]])
if not points.is_cuda:
    points = points.cpu()
words = "to be or not to be".split()
index = {word: i for i, word in enumerate(dict.fromkeys(words))}
coded = torch.tensor([index[word] for word in words])
flags = torch.from_numpy(np.array([int(len(words) != 3)], dtype=np.float32))
ordered = torch.tensor([each[1] for each in sorted([(1, 2.0), (3, 0.5)], key=lambda each: each[1])])

net = nn.Sequential()
net.add_module('fc', nn.Linear(3, 4))
net._modules['fc'] = nn.Linear(3, 9)
out = net(torch.randn(2, 3))
for name, module in net._modules.items():
    net._modules[name] = nn.Linear(module.in_features, 5)
out = net(torch.randn(2, 3))

init = nn.init
first = nn.Parameter(init.xavier_uniform_(torch.empty(3, 4)))
weights = [init.xavier_normal_(torch.empty(3, 4)), init.kaiming_uniform_(torch.empty(3, 4), a=5 ** 0.5),
           init.kaiming_normal_(torch.empty(3, 4)), init.orthogonal_(torch.empty(3, 4)), init.eye_(torch.empty(3, 4)),
           init.normal_(torch.empty(3, 4)), init.uniform_(torch.empty(3, 4)), init.trunc_normal_(torch.empty(3, 4)),
           init.sparse_(torch.empty(3, 4), 0.1), init.zeros_(torch.empty(3, 4)), init.ones_(torch.empty(3, 4))]
mean = torch.stack(weights).mean(0)
kernel = init.dirac_(torch.empty(4, 4, 3, 3))
steps = torch.tensor([2, 3])
init.constant_(steps, 4)
square = torch.zeros(steps.tolist())


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight):
        mask = x > 0
        ctx.save_for_backward(x, weight)
        ctx.save_for_forward(x)
        ctx.mark_non_differentiable(mask)
        y = (x * x.sigmoid()) @ weight.t()
        return y, mask

    @staticmethod
    def backward(ctx, gradient, _):
        x, weight = ctx.saved_tensors
        return gradient @ weight, gradient.t() @ x


class Clamp(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, low):
        ctx.low = low
        ctx.mark_dirty(x)
        return x.clamp_(min=low)

    @staticmethod
    def backward(ctx, gradient):
        return gradient, None


swish, positive = Swish.apply(torch.randn(5, 4, requires_grad=True), torch.randn(3, 4))
clamped = Clamp.apply(torch.randn(5, 2), 0.0)
