import torch
import torch.nn as nn

n_way, k_shot, n_query = 5, 3, 4


def conv_block(in_channels, out_channels):
    return nn.Sequential(
        nn.Conv2d(in_channels, out_channels, 3, padding=1),
        nn.BatchNorm2d(out_channels),
        nn.ReLU(),
        nn.MaxPool2d(2)
    )


class ProtoNet(nn.Module):
    def __init__(self, x_dim=1, hid_dim=8, z_dim=12):
        super(ProtoNet, self).__init__()
        self.encoder = nn.Sequential(
            conv_block(x_dim, hid_dim),
            conv_block(hid_dim, hid_dim),
            conv_block(hid_dim, z_dim),
        )

    def forward(self, x):
        x = self.encoder(x)
        return x.view(x.size(0), -1)


def euclidean_dist(x, y):
    n = x.size(0)
    m = y.size(0)
    d = x.size(1)
    assert d == y.size(1)
    x = x.unsqueeze(1).expand(n, m, d)
    y = y.unsqueeze(0).expand(n, m, d)
    return torch.pow(x - y, 2).sum(2)


support = torch.rand(n_way, k_shot, 1, 28, 28)
query = torch.rand(n_way, n_query, 1, 28, 28)
target_inds = torch.arange(0, n_way).view(n_way, 1, 1).expand(n_way, n_query, 1).long()
x = torch.cat([support.view(n_way * k_shot, *support.size()[2:]),
               query.view(n_way * n_query, *query.size()[2:])], 0)
model = ProtoNet()
z = model(x)
z_dim = z.size(-1)
z_proto = z[:n_way * k_shot].view(n_way, k_shot, z_dim).mean(1)
zq = z[n_way * k_shot:]
dists = euclidean_dist(zq, z_proto)
log_p_y = nn.functional.log_softmax(-dists, dim=1).view(n_way, n_query, -1)
loss_val = -log_p_y.gather(2, target_inds).squeeze().view(-1).mean()
_, y_hat = log_p_y.max(2)
acc_val = torch.eq(y_hat, target_inds.squeeze()).float().mean()
