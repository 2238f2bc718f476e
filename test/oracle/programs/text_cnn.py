import torch
import torch.nn as nn
import torch.nn.functional as F


class TextCNN(nn.Module):
    def __init__(self, args):
        super(TextCNN, self).__init__()
        self.args = args
        V, D, C = args["embed_num"], args["embed_dim"], args["class_num"]
        Ci = 1
        Co = args["kernel_num"]
        Ks = args["kernel_sizes"]
        self.embed = nn.Embedding(V, D)
        self.convs = nn.ModuleList([nn.Conv2d(Ci, Co, (K, D)) for K in Ks])
        self.dropout = nn.Dropout(args["dropout"])
        self.fc1 = nn.Linear(len(Ks) * Co, C)
        if args.get("static", False):
            self.embed.weight.requires_grad = False

    def forward(self, x):
        x = self.embed(x)  # (N, W, D)
        x = x.unsqueeze(1)  # (N, Ci, W, D)
        x = [F.relu(conv(x)).squeeze(3) for conv in self.convs]  # [(N, Co, W), ...]*len(Ks)
        x = [F.max_pool1d(i, i.size(2)).squeeze(2) for i in x]  # [(N, Co), ...]*len(Ks)
        x = torch.cat(x, 1)
        x = self.dropout(x)
        logit = self.fc1(x)
        return logit


class DPCNN(nn.Module):
    def __init__(self, vocab, dim=8, filters=12, classes=3):
        super().__init__()
        self.embedding = nn.Embedding(vocab, dim)
        self.region = nn.Conv2d(1, filters, (3, dim), stride=1)
        self.conv = nn.Conv2d(filters, filters, (3, 1), stride=1)
        self.max_pool = nn.MaxPool2d(kernel_size=(3, 1), stride=2)
        self.padding1 = nn.ZeroPad2d((0, 0, 1, 1))
        self.padding2 = nn.ZeroPad2d((0, 0, 0, 1))
        self.fc = nn.Linear(filters, classes)

    def forward(self, x):
        x = self.embedding(x).unsqueeze(1)
        x = self.region(x)
        x = self.conv(F.relu(self.padding1(x)))
        while x.size()[2] > 2:
            x = self._block(x)
        x = x.squeeze()
        return self.fc(x.amax(-1) if x.dim() == 3 else x)

    def _block(self, x):
        x = self.padding2(x)
        px = self.max_pool(x)
        x = self.conv(F.relu(self.padding1(px)))
        return x + px


config = dict(embed_num=40, embed_dim=6, class_num=4, kernel_num=7, kernel_sizes=[3, 4, 5], dropout=0.5)
net = TextCNN(config)
batch = torch.randint(0, 40, (5, 16))
logits = net(batch)
loss = F.cross_entropy(logits, torch.tensor([0, 1, 2, 3, 0]))
corrects = (torch.max(logits, 1)[1].view(5).data == torch.tensor([0, 1, 2, 3, 0])).sum()
deep = DPCNN(40)(batch)
