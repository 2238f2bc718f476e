import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { analyze } from '../testing/check';
import { describeModel, headline, type DescribedModel, type DescribedRow } from './describe';
import { modelTable } from './markdown';

const PYTHON = '/usr/bin/python3';

const modelsOf = async (text: string): Promise<DescribedModel[]> => (await analyze(text)).models.map(describeModel);

const SEQUENTIAL = (layers: readonly string[]): string =>
  `import torch\nfrom torch import nn\nmodel = nn.Sequential(\n${layers.map((each) => `    ${each},\n`).join('')})\n`;

/** One of every class that has parameters, in its variants. */
const LAYERS = [
  'nn.Linear(3, 5)',
  'nn.Linear(3, 5, bias=False)',
  'nn.Bilinear(2, 3, 4)',
  'nn.Bilinear(2, 3, 4, bias=False)',
  'nn.Embedding(10, 3)',
  'nn.PReLU()',
  'nn.PReLU(4)',
  ...[1, 2, 3].flatMap((rank) => [
    `nn.Conv${rank}d(4, 6, 3)`,
    `nn.Conv${rank}d(4, 6, 3, groups=2, bias=False)`,
    `nn.ConvTranspose${rank}d(4, 6, 2)`,
    `nn.ConvTranspose${rank}d(4, 6, 2, groups=2, bias=False)`,
    `nn.BatchNorm${rank}d(7)`,
    `nn.BatchNorm${rank}d(7, affine=False)`,
    `nn.InstanceNorm${rank}d(7)`,
    `nn.InstanceNorm${rank}d(7, affine=True)`,
  ]),
  'nn.Conv2d(4, 6, (3, 5))',
  'nn.GroupNorm(2, 6)',
  'nn.LayerNorm(5)',
  'nn.LayerNorm((4, 5))',
  'nn.LayerNorm(5, elementwise_affine=False)',
  ...['LSTM', 'GRU', 'RNN'].flatMap((name) => [
    `nn.${name}(3, 5)`,
    `nn.${name}(3, 5, 3, bidirectional=True)`,
    `nn.${name}(3, 5, 2, bias=False)`,
    `nn.${name}Cell(3, 5)`,
    `nn.${name}Cell(3, 5, bias=False)`,
  ]),
  'nn.LSTM(3, 5, 2, proj_size=2, bidirectional=True)',
  'nn.MultiheadAttention(8, 2)',
  'nn.MultiheadAttention(8, 2, bias=False)',
  'nn.MultiheadAttention(8, 2, kdim=3, vdim=5, add_bias_kv=True)',
  'nn.TransformerEncoderLayer(8, 2, 16)',
  'nn.TransformerDecoderLayer(8, 2)',
  'nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 3)',
  'nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 3, nn.LayerNorm(8))',
  'nn.TransformerDecoder(nn.TransformerDecoderLayer(8, 2, 16), 2)',
  'nn.Transformer(8, 2, 2, 3, 16)',
  'nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4))',
];

/** Classes without parameters that need no arguments. */
const PLAIN =
  'ReLU GELU SiLU Softmax Tanh Sigmoid Hardswish Dropout Dropout2d Flatten Identity LeakyReLU Softplus ' +
  'CrossEntropyLoss MSELoss BCELoss CTCLoss LogSoftmax Mish SELU ELU CosineSimilarity PairwiseDistance';

/** Programs of whole models; each ends with `model`. */
const TIED = `import torch
from torch import nn

class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(11, 6)
        self.first = nn.Linear(6, 6)
        self.second = self.first
        self.head = nn.Linear(6, 11, bias=False)
        self.head.weight = self.embedding.weight
        self.scale = nn.Parameter(torch.ones(3, 2))
        self.register_parameter('shift', nn.Parameter(torch.zeros(5)))
        self.register_buffer('table', torch.zeros(100))
        self.blocks = nn.ModuleList([nn.Sequential(nn.Linear(6, 6), nn.ReLU()) for _ in range(3)])

    def forward(self, x):
        x = self.second(self.first(self.embedding(x)))
        for block in self.blocks:
            x = block(x)
        return self.head(x)

model = Tied()
model(torch.zeros(2, 7, dtype=torch.long))
`;

/** sum(p.numel()) of every program's model, or of each of its children. */
function pytorch(code: string): number[] | undefined {
  const { status, stdout } = spawnSync(PYTHON, ['-c', code], { encoding: 'utf8' });
  return status === 0 ? (JSON.parse(stdout) as number[]) : undefined;
}

const hasTorch = spawnSync(PYTHON, ['-c', 'import importlib.util as u; assert u.find_spec("torch")']).status === 0;

describe('a model’s table', () => {
  it('counts parameters as PyTorch does', async function () {
    if (!hasTorch) this.skip();
    this.timeout(120_000);
    const layers = [...LAYERS, ...PLAIN.split(' ').map((name) => `nn.${name}()`)];
    const program = SEQUENTIAL(layers);
    const count = 'lambda m: sum(p.numel() for p in m.parameters())';
    const expected = pytorch(
      `${program}\n${TIED.replaceAll('model', 'tied')}\nimport json\nprint(json.dumps(list(map(${count}, [*model, tied]))))`,
    );
    assert.ok(expected, 'PyTorch takes every layer');
    const [model] = await modelsOf(program);
    const [tied] = await modelsOf(TIED);
    const counted = [...model!.children, tied!].map(({ parameters }) => parameters);
    const named = (counts: readonly unknown[]): string[] =>
      counts.map((each, i) => `${layers[i] ?? 'Tied'}: ${String(each)}`);
    assert.deepEqual(named(counted), named(expected));
  });

  it('counts multiply-adds by closed forms', async () => {
    const layer = async (made: string, call: string, input: string): Promise<unknown> => {
      const [model] = await modelsOf(`import torch
from torch import nn
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = ${made}
    def forward(self, x):
        return self.layer(${call})
Net()(torch.zeros(${input}))
`);
      return model?.children[0]?.multiplyAdds;
    };
    assert.equal(await layer('nn.Linear(3, 5)', 'x', '2, 7, 3'), 2 * 7 * 3 * 5);
    assert.equal(await layer('nn.Conv2d(4, 6, 3, padding=1, groups=2)', 'x', '2, 4, 8, 8'), 2 * 6 * 64 * 2 * 9);
    assert.equal(await layer('nn.ConvTranspose2d(4, 6, 2, stride=2)', 'x', '2, 4, 8, 8'), 2 * 4 * 64 * 6 * 4);
    assert.equal(await layer('nn.LSTM(3, 5, 2, bidirectional=True)', 'x', '7, 2, 3'), 14 * 2 * 20 * (3 + 5 + 10 + 5));
    assert.equal(await layer('nn.GRUCell(3, 5)', 'x', '2, 3'), 2 * 15 * (3 + 5));
    const attention = 2 * (4 * 7 * 64 + 2 * 49 * 8);
    assert.equal(await layer('nn.MultiheadAttention(8, 2, batch_first=True)', 'x, x, x', '2, 7, 8'), attention);
    const encoder = attention + 2 * 2 * 7 * 8 * 16;
    assert.equal(await layer('nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)', 'x', '2, 7, 8'), encoder);
    assert.equal(await layer('nn.BatchNorm2d(4)', 'x', '2, 4, 8, 8'), 0);
    assert.equal(await layer('nn.Embedding(10, 3)', 'x.long()', '2, 4'), 0);
  });

  const FUNCTIONS = (body: string): string => `import torch
from torch import nn
import torch.nn.functional as F
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 3)
        self.b = nn.Linear(3, 3)
    def forward(self, x):
${body}
model = Net()
model(torch.zeros(2, 5, 3))
`;

  it('adds what functions multiply to the module that calls them', async () => {
    const [model] = await modelsOf(FUNCTIONS('        x = self.a(x)\n        return F.relu(x @ x.transpose(1, 2))'));
    assert.equal(model!.multiplyAdds, 2 * 5 * 3 * 3 + 2 * 5 * 5 * 3);
  });

  it('gives no total where a branch decides, or where something unknown computes', async () => {
    const branch = '        if x.sum() > 0:\n            return self.a(x)\n        return self.b(x)';
    const [decided] = await modelsOf(FUNCTIONS(branch));
    assert.equal(decided!.multiplyAdds, null);
    assert.equal(decided!.parameters, 24);
    const [opaque] = await modelsOf(FUNCTIONS('        import other\n        return other.go(self.a(x))'));
    assert.equal(opaque!.multiplyAdds, null);
  });

  it('gives no number of parameters where an attribute may be a module', async () => {
    const [model] = await modelsOf(
      FUNCTIONS('        return self.c(self.a(x))').replace('self.b = nn.Linear(3, 3)', 'self.c = build()'),
    );
    assert.equal(model!.parameters, null);
  });

  it('gives no number of parameters where one is there perhaps', async () => {
    const weight = 'nn.Parameter(torch.zeros(3))';
    for (const part of [
      'if flag(): self.b = nn.Linear(3, 3)',
      `if flag(): self.b = ${weight}`,
      `self.b = ${weight} if flag() else None`,
      `self.b = ${weight} if flag() else torch.zeros(3)`,
    ]) {
      const [model] = await modelsOf(FUNCTIONS('        return self.a(x)').replace('self.b = nn.Linear(3, 3)', part));
      assert.equal(model!.parameters, null);
    }
  });

  it('counts what a module holds at each of its calls, each part once', async () => {
    const { calls } = await analyze(`import torch
from torch import nn

class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 3)
        self.inner = nn.ModuleList([nn.Linear(3, 3)])

    def forward(self, x):
        return self.inner[0](self.a(x))

def turns(model, block, x):
    y = model(x)
    block.b = nn.Linear(1, 1)
    y = model(x)
    block.a.bias = None
    y = model(x)
    block.inner.append(block.a)
    y = model(x)
    block.model = model
    return model(x)

block = Block()
turns(nn.Sequential(block), block, torch.zeros(2, 3))
`);
    const counts = calls.filter(({ ranges: [call] }) => call && call.end - call.start === 'model(x)'.length);
    assert.deepEqual(
      counts.map(({ parameters }) => parameters),
      [24, 26, 23, 23, 23],
    );
  });

  it('speaks in symbols where sizes are parameters', async () => {
    const [model] = await modelsOf(`from torch import nn
class Net(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.a = nn.Linear(d, 2)
    def forward(self, x):
        B, T, C = x.shape
        return self.a(x)
`);
    assert.equal(headline(model!), '1 layer · d*2 + 2 parameters · B*T*d*2 multiply-adds · → (B, T, 2)');
  });

  it('prints a table whose rows follow the nesting', async () => {
    const [model] = await modelsOf(TIED);
    const table = modelTable(model!);
    const names = table.split('\n').flatMap((line) => /^\| (\u00A0*)(\w+)/.exec(line)?.slice(1, 3).join('') ?? []);
    assert.deepEqual(names.slice(1, 5), ['Tied', '\u00A0\u00A0embedding', '\u00A0\u00A0first', '\u00A0\u00A0second']);
    assert.match(table, /\| {2}|embedding: Embedding 11→6 +\| \(2, 7, 6\) +\| +66 \| +0 \|/);
    const depth = (row: DescribedRow): number => 1 + Math.max(0, ...row.children.map(depth));
    assert.equal(depth(model!), 4);
  });
});
