import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createAnalyzer, type Analyzer, type Finding } from '../../language-server/analysis';
import { printDimension } from '../../language-server/domain/print-dimension';
import type { Shape } from '../../language-server/domain/shape';
import { corpus, type CorpusProgram } from './corpus';
import { record, requireOracle, score, type Score, type Truth } from './pytorch';
import { NEWER } from './rows/newer';
import { TABLES } from './tables';
import { Uses, type Exception } from './uses';

/** The share of recorded shapes that must be known, of the whole corpus. */
const MIN_KNOWN = 0.95;

/** The corpus holds at least so many programs. */
const MIN_PROGRAMS = 150;

/** All programs together, on a machine that does other things as well. */
const RECORD_MS = 600_000;

/** What is known of a program that has been run and analysed. */
interface Result {
  truth: Truth;
  findings: Finding[];
  score: Score;
}

/** A claim as `nabla shapes --json` prints it. */
interface Row {
  file: string;
  line: number;
  name: string;
  shape: (number | string)[] | null;
}

const sizes = (shape: Shape | null): Row['shape'] =>
  shape && !shape.open
    ? shape.dimensions.map((size) => (typeof size === 'number' ? size : printDimension(size)))
    : null;

/** Of six calls of PyTorch two run. */
const MENTIONS = `import torch
x = torch.ones(2)
a = torch.exp(x) if x.sum() > 9 else torch.log(x)
b = x.sum() > 9 and torch.sin(x)
c = lambda: torch.cos(x)
d = [torch.tan(x) for _ in range(0)]
`;

/** Rows that no program can use here. */
const EXCEPTIONS: readonly Exception[] = [
  { rows: /^torchvision\.transforms\.(ToImage|ToDtype)(\.forward)?$/, reason: 'came with torchvision 0.15' },
  { rows: NEWER, reason: 'came with PyTorch 2, which Debian does not have' },
  { rows: /^torch\.(nn\.Module|Tensor)\.(cuda|xpu)$/, reason: 'move to a device that is not there' },
  { rows: /^torchvision\.transforms\.(v2\.|To(Image|Dtype)\b)/, reason: 'came after torchvision 0.14' },
  { rows: /^torch\.nn\.parallel\.(data_parallel$|DistributedDataParallel)/, reason: 'divide work among devices' },
  { rows: /^torch\.Tensor\.pin_memory$/, reason: 'asks CUDA for the memory' },
  {
    rows: /^torchvision\.models\.(?!resnet18|mobilenet_v3_s|shufflenet_v2_x1_0|squeezenet1_1)((segmentation|detection|video)\.)?[a-z]\w*$/,
    reason: 'take seconds to make; networks.test.ts makes them',
  },
  { rows: /^pandas\.read_(excel|parquet|feather)$/, reason: 'read by packages that are not installed' },
  { rows: /^sklearn\.datasets\.fetch_/, reason: 'fetch their samples' },
  { rows: /^torch\.nn\.SyncBatchNorm\.forward$/, reason: 'PyTorch 1.13 takes tensors on a GPU only' },
];

function analyse(analyzer: Analyzer, { path, text }: CorpusProgram): { findings: Finding[]; claims: Row[] } {
  const { findings, claims } = analyzer.analyze({ path, language: 'python', text });
  const file = basename(path);
  const rows = claims.flatMap(({ line, name, shape, before }) =>
    (shape && before ? [shape, before] : [shape]).map((each): Row => ({ file, line, name, shape: sizes(each) })),
  );
  return { findings, claims: rows };
}

/** Analyses every program, holds the claims against what ran and counts the rows used; by the program's name. */
function examine(
  analyzer: Analyzer,
  programs: readonly CorpusProgram[],
  truths: ReadonlyMap<string, Truth>,
  folder: string,
  uses: Uses,
): Map<string, Result> {
  const analyses = programs.map((program) => {
    const { findings, claims } = analyse(analyzer, program);
    const files = {
      truth: join(folder, `${program.name}.truth.json`),
      claims: join(folder, `${program.name}.claims.json`),
    };
    const truth = truths.get(program.path)!;
    uses.count(program.path, truth.ran?.[basename(program.path)] ?? []);
    writeFileSync(files.truth, JSON.stringify(truth));
    writeFileSync(files.claims, JSON.stringify(claims));
    return { name: program.name, truth, findings, files };
  });
  const scores = score(analyses.map(({ name, files }) => ({ program: name, ...files })));
  return new Map(analyses.map(({ name, truth, findings }) => [name, { truth, findings, score: scores.get(name)! }]));
}

/** Of the last line: `20 shapes: exact 20, symbolic 0, open 0, unknown 0, WRONG 0; known 100.0%`. */
function tally(output: string): { total: number; known: number } {
  const numbers = /(\d+) shapes: exact (\d+), symbolic (\d+)/.exec(output)?.slice(1).map(Number) ?? [0, 0, 0];
  return { total: numbers[0]!, known: numbers[1]! + numbers[2]! };
}

describe('shapes against what PyTorch does', function () {
  this.timeout(RECORD_MS);
  const folder = mkdtempSync(join(tmpdir(), 'nabla-oracle-'));
  const programs = corpus(folder);
  let results = new Map<string, Result>();
  const mentions = join(folder, 'mentions.py');
  let ran: readonly number[] = [];
  let unused: ReturnType<Uses['faults']>;
  before(async function () {
    requireOracle(this);
    writeFileSync(mentions, MENTIONS);
    const truths = record([...programs.map(({ path }) => path), mentions].map((program) => ({ program })));
    ran = truths.get(mentions)!.ran?.['mentions.py'] ?? [];
    const uses = new Uses(TABLES.python);
    results = examine(await createAnalyzer(), programs, truths, folder, uses);
    uses.release();
    unused = uses.faults(EXCEPTIONS);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const { name } of programs)
    it(`${name}: runs, no wrong claim, nothing reported`, () => {
      const { truth, findings, score: scored } = results.get(name)!;
      assert.equal(truth.error, null);
      assert.deepEqual(findings, [], 'the program runs, so that nothing may be reported');
      assert.equal(scored.status, 0, scored.output);
    });

  it(`has ${MIN_PROGRAMS} programs`, () => {
    assert.ok(programs.length >= MIN_PROGRAMS, `${programs.length}`);
  });

  it('tells what ran from what only stands there', () => {
    const calls = [...MENTIONS.matchAll(/torch\.\w+\(\w+\)/g)];
    const counted = calls.filter(({ 0: text, index }) => ran.includes(index + text.length)).map(([text]) => text);
    assert.deepEqual(counted, ['torch.ones(2)', 'torch.log(x)']);
  });

  it('uses every row of the libraries’ tables in an expression that runs', () => {
    assert.deepEqual(unused, { unused: [], idle: [] });
  });

  it(`knows ${MIN_KNOWN * 100} % of the shapes`, () => {
    const tallies = [...results.values()].map((result) => tally(result.score.output));
    const known = tallies.reduce((sum, each) => sum + each.known, 0);
    const total = tallies.reduce((sum, each) => sum + each.total, 0);
    assert.ok(known >= MIN_KNOWN * total, `${known} of ${total}`);
  });
});
