import assert from 'node:assert/strict';
import { createAnalyzer, type Analysis } from '../analysis';
import { printShape } from '../domain/shape';
import type { Entry, Workspace } from './workspace';

/** A workspace of texts by their absolute paths; folders are those that hold one. */
function textWorkspace(files: Record<string, string>, roots = ['/project']): Workspace {
  const isFolder = (path: string): boolean => Object.keys(files).some((each) => each.startsWith(`${path}/`));
  return {
    roots,
    entry: (path): Entry | undefined => {
      if (path in files) return { kind: 'file', version: files[path]! };
      return isFolder(path) ? { kind: 'folder', version: 'folder' } : undefined;
    },
    read: (path) => files[path],
  };
}

/** Analyses one of the files, `/project/main.py` unless another is named. */
async function analyze(files: Record<string, string>, path = '/project/main.py'): Promise<Analysis> {
  const fail = (fault: unknown): void => {
    throw fault;
  };
  const analyzer = await createAnalyzer(fail, textWorkspace(files));
  return analyzer.analyze({ path, language: 'python', text: files[path]! }, { imported: true });
}

const shapes = ({ claims }: Pick<Analysis, 'claims'>): string[] =>
  claims.map(({ name, shape }) => `${name}: ${shape ? printShape(shape) : '?'}`);

const CONFIG = 'WIDTH = 8\nHEIGHT = 4\n_HIDDEN = 2\n';

/** `y` is (1, 8) whenever WIDTH came from {@link CONFIG}. */
const USE = 'import torch\ny = torch.zeros(1, WIDTH)\n';

describe('imports across the files of a workspace', () => {
  for (const [how, files] of [
    ['beside the script', { '/project/main.py': `from config import WIDTH\n${USE}`, '/project/config.py': CONFIG }],
    [
      'in a package',
      {
        '/project/main.py': `from pkg.config import WIDTH\n${USE}`,
        '/project/pkg/__init__.py': '',
        '/project/pkg/config.py': CONFIG,
      },
    ],
    [
      'in a folder without __init__.py',
      { '/project/main.py': `import lib.config as c\nWIDTH = c.WIDTH\n${USE}`, '/project/lib/config.py': CONFIG },
    ],
    [
      'by a dotted name',
      { '/project/main.py': `import lib.config\nWIDTH = lib.config.WIDTH\n${USE}`, '/project/lib/config.py': CONFIG },
    ],
    [
      'exported once more by the package',
      {
        '/project/main.py': `from pkg import WIDTH\n${USE}`,
        '/project/pkg/__init__.py': 'from .config import WIDTH\n',
        '/project/pkg/config.py': CONFIG,
      },
    ],
    ['by a star', { '/project/main.py': `from config import *\n${USE}`, '/project/config.py': CONFIG }],
    [
      'from the root, for a script in a folder',
      {
        '/project/main.py': '',
        '/project/tools/main.py': `from config import WIDTH\n${USE}`,
        '/project/config.py': CONFIG,
      },
    ],
    [
      'from src, for a test',
      { '/project/tools/main.py': `from pkg import WIDTH\n${USE}`, '/project/src/pkg/__init__.py': CONFIG },
    ],
    [
      'from the package around a part of it',
      {
        '/project/tools/main.py': `from ..config import WIDTH\n${USE}`,
        '/project/tools/__init__.py': '',
        '/project/__init__.py': '',
        '/project/config.py': CONFIG,
      },
    ],
    [
      'from . as a file of the package',
      {
        '/project/tools/main.py': `from . import config\nWIDTH = config.WIDTH\n${USE}`,
        '/project/tools/__init__.py': '',
        '/project/tools/config.py': CONFIG,
      },
    ],
    [
      'from . where the package gives a file another meaning by a star',
      {
        '/project/tools/main.py': `from . import config\nWIDTH = config.WIDTH\n${USE}`,
        '/project/tools/__init__.py': 'from .others import *\n',
        '/project/tools/others.py': "class config:\n  WIDTH = 8\n__all__ = ['config']\n",
        '/project/tools/config.py': 'WIDTH = 3\n',
      },
    ],
  ] as [string, Record<string, string>][]) {
    it(`are found ${how}`, async () => {
      const path = '/project/tools/main.py' in files ? '/project/tools/main.py' : '/project/main.py';
      assert.ok(shapes(await analyze(files, path)).includes('y: (1, 8)'));
    });
  }

  for (const [all, known] of [
    ['', ['HEIGHT', 'WIDTH']],
    ["__all__ = ['_HIDDEN', 'WIDTH']\n", ['_HIDDEN', 'WIDTH']],
    ["__all__ = ['WIDTH']\n__all__ += ['HEIGHT']\n", ['HEIGHT', 'WIDTH']],
  ] as const) {
    it(`by a star are ${known.join(' and ')} after ${JSON.stringify(all)}`, async () => {
      const names = ['HEIGHT', '_HIDDEN', 'WIDTH'];
      const uses = names.map((name) => `${name}_ = torch.zeros(${name})\n`).join('');
      const sizes: Record<string, string> = { HEIGHT: '(4,)', _HIDDEN: '(2,)', WIDTH: '(8,)' };
      const main = `import torch\nfrom config import *\n${uses}`;
      const found = shapes(await analyze({ '/project/main.py': main, '/project/config.py': CONFIG + all }));
      const expected = names.filter((name) => found.includes(`${name}_: ${sizes[name]!}`));
      assert.deepEqual(expected, known);
    });
  }

  it('of a file of the same package leave out what its own code would bring', async () => {
    const files = {
      '/project/tools/main.py': 'from . import config\nimport torch\ny = torch.zeros(1, config.WIDTH)\n',
      '/project/tools/__init__.py': 'from .large import *\n',
      '/project/tools/large.py': 'for i in range(200):\n  for j in range(200):\n    x = i * 2 * 3 * 4 + j\n'.repeat(
        200,
      ),
      '/project/tools/config.py': CONFIG,
    };
    assert.deepEqual(shapes(await analyze(files, '/project/tools/main.py')), ['y: (1, 8)']);
  });

  it("come before Python's own modules only in a script's own folder, and never before PyTorch", async () => {
    const use = 'import random\nimport torch\ny = torch.zeros(1, random.WIDTH)\n';
    const beside = { '/project/main.py': use, '/project/random.py': CONFIG, '/project/torch.py': 'zeros = None\n' };
    assert.deepEqual(shapes(await analyze(beside)), ['y: (1, 8)']);
    const above = { '/project/tools/main.py': use, '/project/random.py': CONFIG };
    assert.notDeepEqual(shapes(await analyze(above, '/project/tools/main.py')), ['y: (1, 8)']);
  });

  it('go round in cycles, and run what is guarded by __main__ in the program alone', async () => {
    const { claims } = await analyze({
      '/project/main.py': 'import torch\nimport other\nWIDTH = 8\ny = other.make()\n',
      '/project/other.py':
        'import torch\nimport main\nN = 3\nif __name__ == "__main__":\n    N = 5\ndef make():\n    return torch.zeros(N, main.WIDTH)\n',
    });
    assert.deepEqual(shapes({ claims }), ['y: (3, 8)']);
  });

  it('keep what they bind where the import stands in a function or a branch', async () => {
    const found = await analyze({
      '/project/main.py':
        'import torch\ndef first():\n    from config import WIDTH\n    y = torch.zeros(WIDTH)\ndef second(flag):\n    if flag:\n        import config\n    else:\n        import config\n    z = torch.zeros(config.HEIGHT)\n',
      '/project/config.py': CONFIG,
    });
    assert.deepEqual(shapes(found), ['y: (8,)', 'z: (4,)']);
  });

  it('share what all of them may take: a file that makes too much is unknown, and the program goes on', async () => {
    const heavy = `def make(i):\n${'    i = i + 1\n'.repeat(600)}    return i\n${Array.from({ length: 40 }, (_, i) => `x${i} = make(${i})\n`).join('')}WIDTH = 8\n`;
    const main = `from light import WIDTH as light\nfrom first import WIDTH as first\nfrom second import WIDTH as second\nimport torch\na = torch.zeros(1, light)\nb = torch.zeros(1, first)\nc = torch.zeros(1, 3)\n`;
    const files = {
      '/project/main.py': main,
      '/project/light.py': CONFIG,
      '/project/first.py': heavy,
      '/project/second.py': heavy,
    };
    const said = shapes(await analyze(files));
    assert.ok(said.includes('a: (1, 8)') && said.includes('c: (1, 3)'), said.join('; '));
    assert.ok(!said.includes('b: (1, 8)'), said.join('; '));
  });

  it('are read as far as all of them may be: what comes later is unknown', async () => {
    const long = `${CONFIG}# ${'x'.repeat(1_800_000)}`;
    const main =
      'import first, second\nimport torch\na = torch.zeros(1, first.WIDTH)\nb = torch.zeros(1, second.WIDTH)\n';
    const said = await analyze({ '/project/main.py': main, '/project/first.py': long, '/project/second.py': CONFIG });
    assert.ok(shapes(said).includes('a: (1, 8)') && !shapes(said).includes('b: (1, 8)'), shapes(said).join('; '));
  });

  it('are told with what they claim, as the program calls them', async () => {
    const { imported } = await analyze({
      '/project/main.py':
        'import torch\nfrom net import Net\nnet = Net(8)\na = net(torch.zeros(2, 8))\nb = net(torch.zeros(5, 8))\n',
      '/project/net.py':
        'from torch import nn\nclass Net(nn.Module):\n    def __init__(self, n):\n        super().__init__()\n        self.f = nn.Linear(n, 3)\n    def forward(self, x):\n        x = self.f(x)\n        return x\n    def unused(self, x):\n        x = self.f(x)\n',
    });
    const [{ path, claims }] = imported as [(typeof imported)[number]];
    assert.equal(path, '/project/net.py');
    assert.deepEqual(
      claims.map(({ line, shape, context }) => [line, shape && printShape(shape), context]),
      [
        [7, '(2, 3)', 'called from line 4 of main.py'],
        [7, '(5, 3)', 'called from line 5 of main.py'],
        [8, '(2, 3)', 'called from line 4 of main.py'],
        [8, '(5, 3)', 'called from line 5 of main.py'],
      ],
    );
  });
});

describe('a crash in an imported file', () => {
  const net = (body: string): string =>
    `import torch\nfrom torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.f = nn.Linear(9, 3)\n    def forward(self, x, flag=True):\n${body}`;
  const main = 'import torch\nfrom net import Net\nnet = Net()\ny = net(torch.zeros(2, 8))\n';

  it('is told at the call that leads there, with its place', async () => {
    const { findings } = await analyze({
      '/project/main.py': main,
      '/project/net.py': net('        return self.f(x)\n'),
    });
    const [{ rule, range, message, elsewhere }] = findings as [(typeof findings)[number]];
    assert.deepEqual([findings.length, rule], [1, 'shape-mismatch']);
    assert.equal(main.slice(range.start, range.end), 'net(torch.zeros(2, 8))');
    assert.match(message, /^This leads to a crash in net\.py: nn\.Linear gets an input of shape \(2, 8\)/);
    assert.deepEqual([elsewhere![0]!.path, elsewhere![0]!.line, elsewhere![0]!.column], ['/project/net.py', 8, 16]);
  });

  for (const [why, body] of [
    [
      'a branch that may not be taken',
      '        if torch.rand(1) > 0.5:\n            x = self.f(x)\n        return x\n',
    ],
    [
      'a return that may come first',
      '        if torch.rand(1) > 0.5:\n            return x\n        return self.f(x)\n',
    ],
    [
      'a loop that may not be entered',
      '        for _ in range(int(x.sum())):\n            x = self.f(x)\n        return x\n',
    ],
    ['a comprehension that may be empty', '        return [self.f(x) for _ in range(int(x.sum()))]\n'],
    [
      'an exception that is caught',
      '        try:\n            return self.f(x)\n        except RuntimeError:\n            return x\n',
    ],
  ] as const) {
    it(`is not told where there is ${why}`, async () => {
      const { findings } = await analyze({ '/project/main.py': main, '/project/net.py': net(body) });
      assert.deepEqual(findings, []);
    });
  }

  it('is not told where nothing in the program calls it', async () => {
    const { findings } = await analyze({
      '/project/main.py': 'import net\n',
      '/project/net.py': `${net('        return self.f(x)\n')}    def unused(self):\n        return self.f(torch.zeros(2, 8))\n`,
    });
    assert.deepEqual(findings, []);
  });
});
