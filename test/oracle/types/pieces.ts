import type { Family } from '../rows/pieces';

/** Types that are told apart: each category, and the widths of floats and integers that differ in what takes them. */
const TYPES = ['float32', 'float64', 'bfloat16', 'int64', 'int32', 'bool'] as const;
type Type = (typeof TYPES)[number];

const IMPORTS = ['import torch', 'from torch import nn', 'import torch.nn.functional as F'];

/** Calls of one operand, `A`: a tensor (4, 4) of any type. */
const ONE = `
F.softmax(A, -1)
F.log_softmax(A, -1)
A.softmax(0)
torch.softmax(A, 0, dtype=torch.float)
F.gelu(A)
F.silu(A)
F.elu(A)
F.leaky_relu(A)
F.softplus(A)
nn.Softmax(1)(A)
nn.GELU()(A)
torch.sigmoid(A)
torch.exp(A)
A.mean()
A.mean(dtype=torch.float)
A.std()
torch.norm(A)
F.normalize(A)
F.layer_norm(A, (4,))
torch.multinomial(A.abs(), 2)
A.clone().normal_()
A.clone().uniform_()
A.clone().requires_grad_()
nn.Parameter(A)
nn.Parameter(A, requires_grad=False)
torch.zeros(3, dtype=A.dtype, requires_grad=True)
torch.rand_like(A)
torch.randn_like(A)
torch.zeros_like(A, requires_grad=True)
-A
~A
1 - A
A - A
A & A
A.clone().add_(1)
A.clone().add_(0.5)
A.clone().mul_(0.5)
A.clone().mul_(2)
A.clone().div_(2)
A.clone().div_(2, rounding_mode='floor')
A.clone().fill_(0.5)
F.one_hot(A, 3)
nn.Embedding(5, 3)(A)
torch.zeros(4, 4).gather(0, A)
torch.zeros(4, 4).index_select(0, A[0])
torch.zeros(4, 4).take(A)
torch.zeros(5)[A.flatten()[:3].clone()]
torch.where(A, torch.zeros(4, 4), torch.ones(4, 4))
torch.zeros(4, 4).masked_select(A)
torch.zeros(4, 4).scatter(0, A, 1.0)
torch.zeros(4, 4).scatter_add(0, A, torch.ones(4, 4))
torch.zeros(4, 4).index_add(0, A[0], torch.ones(4, 4))
torch.bincount(A[0])
nn.Linear(4, 3)(A)
nn.Conv2d(1, 2, 3)(A.view(1, 1, 4, 4))
nn.ConvTranspose2d(1, 2, 3)(A.view(1, 1, 4, 4))
nn.BatchNorm1d(4)(A)
nn.LayerNorm(4)(A)
nn.GroupNorm(2, 4)(A)
nn.LSTM(4, 3)(A)[0]
nn.GRUCell(4, 3)(A)
nn.MultiheadAttention(4, 2)(A, A, A)[0]
nn.TransformerEncoderLayer(4, 2, 8)(A)
nn.PReLU()(A)
nn.Linear(4, 3).double()(A)
nn.Linear(4, 3).to(torch.float64).float()(A)
nn.Linear(4, 3, dtype=torch.float64)(A)
nn.Linear(4, 3).to(A.dtype if A.is_floating_point() else torch.float)(A)
nn.Sequential(nn.Linear(4, 4), nn.ReLU()).double()(A)
nn.MultiheadAttention(4, 2)(torch.rand(4, 1, 4), torch.rand(4, 1, 4), torch.rand(4, 1, 4), attn_mask=A)[0]
nn.MultiheadAttention(4, 2)(torch.rand(4, 1, 4), torch.rand(4, 1, 4), torch.rand(4, 1, 4), key_padding_mask=A[:1])[0]
F.cross_entropy(A, torch.zeros(4, dtype=torch.long))
F.cross_entropy(torch.rand(4, 4), A[0])
F.cross_entropy(torch.rand(4, 4), A)
F.nll_loss(torch.rand(4, 4), A[0])
F.kl_div(torch.rand(4, 4), A)
`;

/** Calls of two, `A` and `B`. */
const TWO = `
A @ B
torch.mm(A, B)
torch.bmm(A[None], B[None])
A.mv(B[0])
torch.dot(A[0], B[0])
torch.addmm(A, A, B)
F.linear(A, B)
F.linear(A, A, B[0])
F.conv1d(A[None], B[None, :, :2])
torch.cdist(A, B)
torch.lerp(A, B, 0.5)
A + B
A * B
torch.maximum(A, B)
torch.cat([A, B])
torch.where(torch.ones(4, 4, dtype=torch.bool), A, B)
A.scatter(0, torch.zeros(4, 4, dtype=torch.long), B)
A.scatter_add(0, torch.zeros(4, 4, dtype=torch.long), B)
A.index_add(0, torch.arange(4), B)
A.masked_scatter(torch.ones(4, 4, dtype=torch.bool), B)
A.clone().add_(B)
A.clone().mul_(B)
A.clone().div_(B)
A.clone().copy_(B)
F.binary_cross_entropy(A, B)
F.binary_cross_entropy_with_logits(A, B)
F.mse_loss(A, B)
nn.BCELoss()(A, B)
`;

/** What changes a tensor, as statements. */
const STATEMENTS = `
r = A.clone(); r += B
r = A.clone(); r *= B
r = A.clone(); r /= B
r = A.clone(); r -= B
r = A.clone(); r += 1
r = A.clone(); r *= 0.5
r = A.clone(); r[0] = B[0]
r = A.clone(); r[[0, 1]] = B[:2]
r = A.clone(); r[torch.arange(4)] = B
r = A.clone(); r[torch.ones(4, dtype=torch.bool)] = B
`;

/** Calls of two tensors on one or two devices; the second stands for any other: `meta` is one that every machine has. */
const DEVICES = `
A + B
A * B
A - B
A / B
A > B
torch.maximum(A, B)
A + B[0, 0]
B[0, 0] * A
torch.where(A > 0, A, B)
F.mse_loss(A, B)
nn.LayerNorm(4, device=A.device)(B)
A.new_zeros(4, 4) + B
torch.zeros_like(A) + B
torch.zeros(4, 4, device=A.device) + B
torch.zeros(4, 4, device=torch.device(A.device)) + B
torch.ones(4, 4).to(A.device) + B
A.to(B.device) + B
A.to(B) + B
A.clone().copy_(B)
A.type_as(A) + B
A.T.reshape(2, 8).view(4, 4) + B
F.relu(A).sum(0) * B
A.clone().add_(B)
`;

const lines = (text: string): string[] => text.split('\n').filter(Boolean);

const filled = (line: string): string[] =>
  TYPES.flatMap((a) =>
    (/\bB\b/.test(line) ? TYPES : [a]).map((b: Type) => line.replace(/\bA\b/g, a).replace(/\bB\b/g, `${b}_`)),
  );

/** Tensors by the names of their types; a second one of each for the other operand. */
const HEADER = [
  ...IMPORTS,
  ...TYPES.flatMap((type) => ['', '_'].map((end) => `${type}${end} = torch.ones(4, 4, dtype=torch.${type})`)),
].join('\n');

/** Every call with every type, or every pair of types. */
export const typeFamily = (): Family => ({
  name: 'types',
  header: HEADER,
  pieces: [...lines(ONE + TWO).map((call) => `r = ${call}`), ...lines(STATEMENTS)].flatMap(filled),
});

/** Calls that meta does not look into and that other devices refuse: expected to be reported of two devices. */
const PRODUCTS = `
A @ B
torch.mm(A, B)
torch.bmm(A[None], B[None])
torch.cat([A, B])
torch.stack([A, B])
F.linear(A, B)
nn.Linear(4, 3, device=A.device)(B)
nn.Linear(4, 3).to(A.device)(B)
nn.Sequential(nn.Linear(4, 4), nn.ReLU()).to(B.device)(A)
`;

/** The names of devices that are two: the CPU and one more. */
const PLACES = ['cpu', 'meta'];

/** Every call with both operands on one device and on two. */
export const deviceFamily = (products: boolean): Family => ({
  name: 'devices',
  header: [
    ...IMPORTS,
    ...PLACES.flatMap((place) => ['', '_'].map((end) => `${place}${end} = torch.ones(4, 4, device='${place}')`)),
  ].join('\n'),
  pieces: lines(products ? PRODUCTS : DEVICES)
    .map((call) => `r = ${call}`)
    .flatMap((call) => PLACES.flatMap((a) => PLACES.map((b) => call.replace(/\bA\b/g, a).replace(/\bB\b/g, `${b}_`)))),
});

/** What optimizers and schedules are made with; most of it is refused. */
const OPTIMIZERS = `
optim.SGD(m.parameters(), lr=0.1, momentum=0.9, nesterov=True)
optim.SGD(m.parameters, lr=0.1)
optim.SGD(m, lr=0.1)
optim.SGD(q, lr=0.1)
optim.SGD([], lr=0.1)
optim.SGD(m.weight, lr=0.1)
optim.SGD([m.weight], lr=-1)
optim.SGD([m.weight], lr=0.1, momentum=-1)
optim.SGD([m.weight], lr=0.1, nesterov=True)
optim.SGD([m.weight], lr=0.1, momentum=0.9, dampening=0.1, nesterov=True)
optim.Adam([{'params': m.parameters()}, {'params': q.parameters(), 'lr': 0.1}])
optim.Adam([m.weight, m.bias], betas=(0.9, 0.99))
optim.Adam([m.weight], lr=-0.1)
optim.Adam([m.weight], betas=(0.9, 1.0))
optim.Adam([m.weight], eps=-1.0)
optim.Adam([m.weight], weight_decay=-1.0)
optim.Adam([1.0])
optim.Adam([m])
optim.Adam(0.001, m.parameters())
optim.Adam(list(m.parameters()) + list(q.parameters()), 0.001)
optim.RMSprop([m.weight], alpha=-1)
optim.Adagrad([m.weight], lr_decay=-1)
optim.Adadelta([m.weight], rho=2)
S.OneCycleLR(o, 0.1, total_steps=10)
S.OneCycleLR(o, 0.1, epochs=2, steps_per_epoch=3)
S.OneCycleLR(o, 0.1)
S.OneCycleLR(o, 0.1, epochs=3)
S.OneCycleLR(o, 0.1, total_steps=0)
S.OneCycleLR(o, 0.1, total_steps=10, pct_start=1.5)
S.OneCycleLR(o, 0.1, total_steps=10, anneal_strategy='exp')
S.StepLR(o, 3, 0.5)
S.StepLR(m, 3)
S.MultiStepLR(o, [3, 6])
S.ReduceLROnPlateau(o, 'max', 0.5)
S.ReduceLROnPlateau(o, mode='avg')
S.ReduceLROnPlateau(o, factor=1.0)
S.ReduceLROnPlateau(m)
S.CosineAnnealingLR(m, 10)
S.CosineAnnealingWarmRestarts(o, 0)
S.CosineAnnealingWarmRestarts(o, 5, T_mult=0)
S.LinearLR(o, start_factor=1.5)
S.ConstantLR(o, factor=2.0)
`;

/** Sequences of several lengths: what is packed, run and padded again. */
const PACKS = `
pack_padded_sequence(x, [5, 4, 3]).data
pack_padded_sequence(x, torch.tensor([5, 4, 3])).data
pack_padded_sequence(x, [5, 4])
pack_padded_sequence(x, [3, 4, 5])
pack_padded_sequence(x, torch.tensor([3, 4, 5]))
pack_padded_sequence(x, [3, 4, 5], enforce_sorted=False).data
pack_padded_sequence(x, [5, 4, 0])
pack_padded_sequence(x, [5, 4, 3], True)
pack_padded_sequence(x, [3, 2, 1, 1, 1], True).data
pad_packed_sequence(pack_padded_sequence(x, [5, 4, 3]))[0]
pad_packed_sequence(pack_padded_sequence(x, [4, 4, 3]), batch_first=True)[0]
pad_packed_sequence(pack_padded_sequence(x, [4, 4, 3]), total_length=5)[0]
pad_packed_sequence(pack_padded_sequence(x, [5, 4, 3]), total_length=4)
pad_packed_sequence(nn.LSTM(4, 2, bidirectional=True)(pack_padded_sequence(x, [5, 4, 3]))[0])[0]
pad_packed_sequence(nn.GRU(4, 2, batch_first=True)(pack_padded_sequence(x, [3, 2, 1, 1, 1], batch_first=True))[0], batch_first=True)[0]
nn.LSTM(4, 2, 3, bidirectional=True)(pack_padded_sequence(x, [5, 4, 3]))[1][0]
nn.RNN(4, 2)(pack_padded_sequence(x, [5, 4, 3]))[1]
nn.LSTM(3, 2)(pack_padded_sequence(x, [5, 4, 3]))
pad_sequence([x[0], x[1, :2]])
pad_sequence([x[0], x[1, :2], x[2, :1]], batch_first=True)
pad_packed_sequence(pack_padded_sequence(x, [5, 4, 3]))[1]
`;

/** Every call once. */
export const argumentFamily = (): Family => ({
  name: 'arguments',
  header: [
    ...IMPORTS,
    'from torch import optim',
    'from torch.optim import lr_scheduler as S',
    'from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence',
    'm, q, x = nn.Linear(2, 2), nn.Sequential(nn.Linear(2, 2)), torch.zeros(5, 3, 4)',
    'o = optim.SGD(m.parameters(), lr=0.1, momentum=0.9)',
  ].join('\n'),
  pieces: lines(OPTIMIZERS + PACKS).map((call) => `r = ${call}`),
});
