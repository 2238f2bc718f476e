import { check } from '../testing/check';

const HEAD = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

const NET = `class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(16, 4)
        self.register_buffer('mask', torch.ones(16))
        self.scale = torch.ones(16)
        self.gain = nn.Parameter(torch.ones(16))
`;

describe('device-mismatch', () => {
  it('moves parameters and buffers with a module, and nothing else', () =>
    check(`${HEAD}${NET}
    def forward(self, x):
        x = x * self.mask + self.gain
        return self.fc(x * self.scale)
#                      ^^^^^^^^^^^^^^ device-mismatch

Net().cuda()(torch.randn(3, 16).cuda())
Net()(torch.randn(3, 16))
`));

  it('follows batches, weights of losses, and NumPy', () =>
    check(`${HEAD}from torch.utils.data import DataLoader, TensorDataset
model = nn.Linear(16, 4).to('cuda')
criterion = nn.CrossEntropyLoss(weight=torch.ones(4))
data = TensorDataset(torch.randn(32, 16), torch.zeros(32, dtype=torch.long))
for x, y in DataLoader(data, batch_size=8):
    model(x)
    ^^^^^^^^ device-mismatch
    out = model(x.cuda())
    loss = criterion(out, y.cuda())
#          ^^^^^^^^^^^^^^^^^^^^^^^^ device-mismatch
    out.detach().numpy()
    ^^^^^^^^^^^^^^^^^^^^ device-mismatch
    out.cpu().detach().numpy()
    nn.CrossEntropyLoss(weight=torch.ones(4)).cuda()(out, y.to('cuda'))
`));

  it('lets indices lie on the CPU, or where the tensor is', () =>
    check(`import torch
x, i = torch.ones(4), torch.tensor([0, 1], device='cuda')
a = x[i]
#   ^^^^ device-mismatch
x[i, None] = 0
^^^^^^^^^^ device-mismatch
y = x.cuda()
b = y[i], y[torch.tensor([0, 1])], x[i[0]], x[i.cpu()]
`));

  it('says nothing of a device that the run decides', () =>
    check(`${HEAD}${NET}
    def forward(self, x):
        return self.fc(x * self.scale)

device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
model = Net().to(device)
model(torch.randn(3, 16).to(device))
model(torch.randn(3, 16))
other = Net()
if torch.cuda.is_available():
    other.cuda()
other(torch.randn(3, 16))

def train(model, device, batch):
    return model(batch.to(device)) + torch.ones(4, device=device)
`));

  it('lets scalars of the CPU go with tensors of any device, and not the other way round', () =>
    check(`${HEAD}x = torch.ones(4, device='cuda:0')
a = x * torch.tensor(2.0)
b = torch.ones(4) * x.sum()
#   ^^^^^^^^^^^^^^^^^^^^^^^ device-mismatch
c = x + torch.ones(4, device='cuda')
d = x + torch.ones(4, device='cuda:1')
#   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ device-mismatch
e = torch.ones(8)[:4].to(x) + x
f = x[torch.tensor([0, 1])] + torch.ones(2, device=x.device)
g = torch.empty(4).copy_(x) + torch.ones(4)
`));

  it('says nothing where tensors may be made elsewhere', () =>
    check(`${HEAD}torch.set_default_device('cuda')
x = torch.ones(4) + torch.ones(4, device='cuda')
`));
});
