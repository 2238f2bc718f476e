/** Programs that are broken, huge or hostile: analysis says nothing wrong of them, and comes to an end. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnalyzer, type Analysis, type Analyzer } from '../../language-server/analysis';
import { printShape } from '../../language-server/domain/shape';
import { Disk } from '../../language-server/project/disk';
import { readDocument, sourceFiles } from '../../language-server/report/files';
import { Lines } from '../../language-server/syntax/lines';

/** Files of a workspace: with NABLA_FUZZ=all as many as the table of faults asks for, which take a minute to write. */
const FILES = process.env.NABLA_FUZZ === 'all' ? 100_000 : 2000;

describe('analysis lives through', function () {
  this.timeout(process.env.NABLA_FUZZ === 'all' ? 3_600_000 : 120_000);
  let analyzer: Analyzer;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-programs-'));
    analyzer = await createAnalyzer(
      (fault) => {
        throw fault;
      },
      new Disk([folder]),
    );
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const analyze = (text: string): Analysis =>
    analyzer.analyze({ path: join(folder, 'program.py'), language: 'python', text });

  for (const [what, text] of [
    ['10,000 nested brackets', `x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\n`],
    ['10,000 open brackets', `x = ${'['.repeat(10_000)}`],
    [
      '1,000 elif',
      `if a:\n    x = 1\n${Array.from({ length: 1000 }, (_, i) => `elif b == ${i}:\n    x = ${i}\n`).join('')}`,
    ],
    [
      '5,000 elif',
      `if a:\n    x = 1\n${Array.from({ length: 5000 }, (_, i) => `elif b == ${i}:\n    x = ${i}\n`).join('')}`,
    ],
    [
      '200 dependent calls',
      `${Array.from({ length: 200 }, (_, i) => `def f${i}(x):\n    return f${i + 1}(x) + f${i + 1}(x)\n`).join('')}f0(1)\n`,
    ],
    ['a sum of 10,000 terms', `x = ${Array.from({ length: 10_000 }, () => '1').join(' + ')}\n`],
    ['recursion without end', 'def f(x):\n    return f(f(x))\ndef g(n):\n    return [g(n) for _ in n]\nf(1)\ng(2)\n'],
    ['a loop without end', 'x = 1\nwhile True:\n    x = x + x\n'],
    ['sizes that double', 'import torch\nx = torch.zeros(2)\nfor i in range(200):\n    x = torch.cat([x, x])\n'],
    ['numbers that are squared', `def f(a, b):\n    x = a + b\n${'    x = x * x\n'.repeat(40)}    return x // a\n`],
    ['texts that double', `s = "ab"\n${'s = s + s\n'.repeat(60)}t = s.replace("a", "aaa" * 999) + "%999999999d" % 3\n`],
    ['lists and tuples that double', `s, t = [1], (1,)\n${'s = s + s\nt = t * 2\ns.extend(s)\n'.repeat(60)}`],
    [
      'what holds itself',
      `import copy\nfrom torch import nn\na = []\na.append(a)\nb = copy.deepcopy(a)\nm = nn.Sequential(nn.ReLU())\nm.add_module('m', m)\ny = m(1)\nfor x in m.modules():\n    print(x)\n`,
    ],
    [
      'modules in modules, 600 deep',
      'from torch import nn\nm = nn.ReLU()\nfor i in range(600):\n    m = nn.Sequential(m)\ny = m(1)\n',
    ],
    [
      '3,000 classes, each of the one before',
      `class C0: pass\n${Array.from({ length: 3000 }, (_, i) => `class C${i + 1}(C${i}): pass\n`).join('')}x = C3000().y\n`,
    ],
    [
      'a method that goes from one to the next, 200 times',
      `class A:\n    def f(self):\n        n = self.first\n${'        n = n.next\n'.repeat(200)}    def g(self):\n        return self.first\n`,
    ],
    [
      '2,000 functions that change one dictionary',
      `table = {}\n${Array.from({ length: 2000 }, (_, i) => `def f${i}():\n    a = table\n    a['z'] = ${i}\n    table['k${i}'] = ${i}\n`).join('')}`,
    ],
    ['a string of 1 MB', `x = "${'a '.repeat(500_000)}"\ny = """${'%s{'.repeat(300_000)}"""\n`],
  ] as const) {
    it(what, () => {
      analyze(text);
    });
  }

  it('columns after emoji, a byte-order mark, CR and lone surrogates, exact in UTF-16', () => {
    for (const before of ['s = "😀"; ', 's = "\ud800"; ']) {
      for (const [start, end] of [
        ['', '\n'],
        ['\ufeff', '\n'],
        ['', '\r\n'],
        ['', '\r'],
      ] as const) {
        const text = `${start}import torch${end}${before}y = torch.zeros(2) @ torch.zeros(3)${end}`;
        const [finding] = analyze(text).findings;
        assert.ok(finding, JSON.stringify(text));
        assert.equal(text.slice(finding.range.start, finding.range.end), 'torch.zeros(2) @ torch.zeros(3)');
        const lines = new Lines(text);
        assert.deepEqual([lines.line(finding.range.start), lines.column(finding.range.start)], [2, before.length + 5]);
      }
    }
  });

  it('files that are too large, in which case they are left out with a note', () => {
    const path = join(folder, 'large.py');
    writeFileSync(path, 'x = 1\n');
    truncateSync(path, 50_000_000);
    assert.match(readDocument(path) as string, /large\.py is left out: its [\d,]+ bytes are more than/);
    rmSync(path);
  });

  it('links that go round and imports that go round', () => {
    const inner = join(folder, 'package');
    mkdirSync(inner);
    symlinkSync('..', join(inner, 'again'));
    symlinkSync('self.py', join(inner, 'self.py'));
    writeFileSync(
      join(inner, 'a.py'),
      'from .b import *\nfrom package.again.package.again.package import a\nfrom . import self\n',
    );
    writeFileSync(join(inner, 'b.py'), 'from .a import *\nfrom . import a, b\nimport package.self\nX = 3\n');
    assert.deepEqual(
      sourceFiles([inner]),
      ['a.py', 'b.py'].map((name) => join(inner, name)),
    );
    const { claims } = analyze('import torch\nfrom package.a import X\ny = torch.zeros(X)\n');
    assert.deepEqual(
      claims.map(({ shape }) => shape && printShape(shape)),
      ['(3,)'],
    );
  });

  it(`${FILES} files, found and checked for imports`, () => {
    const all = join(folder, 'all');
    for (let i = 0; i < FILES / 1000; i++) {
      mkdirSync(join(all, `p${i}`), { recursive: true });
      for (let j = 0; j < 1000; j++) writeFileSync(join(all, `p${i}`, `m${j}.py`), `from . import m${j + 1}\n`);
    }
    assert.equal(sourceFiles([all]).length, FILES);
    analyze('from all.p0.m0 import *\nimport all.p1\n');
  });

  it('a program that imports 1,000 files of 1,000', () => {
    const many = join(folder, 'many');
    mkdirSync(many);
    for (let i = 0; i < 1000; i++)
      writeFileSync(join(many, `m${i}.py`), `from many.m${(i + 1) % 1000} import *\nX${i} = ${i}\n`);
    analyze('from many.m0 import *\ny = X1\n');
    assert.equal(sourceFiles([many]).length, 1000);
  });
});
