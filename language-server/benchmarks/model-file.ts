/** The program that the language server is timed on: a file of networks as people write them, as long as wanted. */

const HEAD = `import torch
from torch import nn
import torch.nn.functional as F
`;

/** A block, a network of them and a call, 40 lines; each names and sizes its own, so that none is another's repetition. */
const network = (index: number): string => `

class Block${index}(nn.Module):
    def __init__(self, channels, out_channels, stride=1):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, out_channels, 3, stride=stride, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(out_channels)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(out_channels)
        self.shortcut = nn.Sequential(nn.Conv2d(channels, out_channels, 1, stride=stride), nn.BatchNorm2d(out_channels))

    def forward(self, x):
        h = F.relu(self.norm1(self.conv1(x)))
        h = self.norm2(self.conv2(h))
        return F.relu(h + self.shortcut(x))


class Network${index}(nn.Module):
    def __init__(self, classes=${10 + index}, width=${16 + 8 * (index % 5)}, heads=4):
        super().__init__()
        self.stem = nn.Conv2d(3, width, 3, padding=1)
        self.blocks = nn.Sequential(*[Block${index}(width, width) for _ in range(${2 + (index % 3)})])
        self.down = Block${index}(width, 2 * width, stride=2)
        self.heads = heads
        self.attend = nn.Linear(2 * width, 6 * width)
        self.head = nn.Linear(2 * width, classes)

    def forward(self, images):
        x = self.down(self.blocks(self.stem(images)))
        B, C, H, W = x.shape
        x = x.flatten(2).transpose(1, 2)
        q, k, v = self.attend(x).view(B, H * W, 3, self.heads, C // self.heads).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-2, -1)).softmax(dim=-1)
        x = (weights @ v).transpose(1, 2).reshape(B, H * W, C)
        return self.head(x.mean(dim=1))


scores${index} = Network${index}()(torch.randn(${2 + index}, 3, 32, 32))
`;

/** A program of that many lines; the last network is filled up with comments. */
export function modelFile(lines: number): string {
  const each = network(0).split('\n').length - 1;
  const head = HEAD.split('\n').length - 1;
  const count = Math.max(1, Math.floor((lines - head) / each));
  const text = HEAD + Array.from({ length: count }, (_, index) => network(index)).join('');
  return text + '# end of the file\n'.repeat(Math.max(0, lines - head - count * each));
}
