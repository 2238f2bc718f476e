/** Programs of every language that are broken anywhere: no throw, ranges inside the text, the same twice. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { createAnalyzer, type Analysis, type Analyzer } from '../../language-server/analysis';
import { printShape } from '../../language-server/domain/shape';
import { readNotebook } from '../../language-server/project/notebook';
import { languageOf } from '../../language-server/syntax/parse';
import { drawing, mutated, pick, type Draw } from './mutations';

const ORACLE = join(__dirname, '../oracle');

const ALL = process.env.NABLA_FUZZ === 'all';

/** Mutants of each kind of file: a sample, or as many as the table of faults asks for. */
const MUTANTS = ALL ? 10_000 : 40;

/** Chooses the mutants; the same seed gives the same ones. */
const SEED = Number(process.env.NABLA_SEED ?? 1);

/** Longer programs would make the sample too long for every run. */
const MAX_MUTATED = ALL ? 6000 : 3000;

/** Where the programs of each kind of file are; notebooks are changed in a cell, or as files. */
const FOLDERS = { py: 'programs', ipynb: 'programs', js: 'tfjs/workspace', ts: 'tfjs/workspace' } as const;

type Kind = keyof typeof FOLDERS;

const texts = (kind: Kind): string[] =>
  readdirSync(join(ORACLE, FOLDERS[kind]))
    .filter((name) => extname(name) === `.${kind}`)
    .map((name) => readFileSync(join(ORACLE, FOLDERS[kind], name), 'utf8'))
    .filter(({ length }) => length <= MAX_MUTATED || kind === 'ipynb');

const told = ({ findings, claims }: Analysis): string =>
  JSON.stringify([findings, claims.map(({ name, range, shape }) => [name, range, shape && printShape(shape)])]);

interface Cells {
  cells: { source: string | string[] }[];
}

/** A change of one cell, or of the file, which then is seldom a notebook; the program of what is left. */
function notebook(json: string, draw: Draw): string | undefined {
  const file = JSON.parse(json) as Cells;
  const cell = pick(file.cells, draw);
  const source = typeof cell.source === 'string' ? cell.source : cell.source.join('');
  cell.source = `${pick(MAGICS, draw)}${mutated(source, draw)}`;
  const read = readNotebook(draw() < 0.9 ? JSON.stringify(file) : mutated(json, draw));
  return 'text' in read ? read.text : undefined;
}

const MAGICS = ['', '%matplotlib inline\n', '%%time\n', '%%bash\n', '!pip install x\n', 'y = !ls\n', '%timeit (\n', '?x\n', 'x??\n']; // prettier-ignore

describe('a mutated file', function () {
  this.timeout(ALL ? 3_600_000 : 120_000);
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await createAnalyzer((fault) => {
      throw fault;
    });
  });

  /** @param what tells how to make the mutant again */
  function examine(kind: Kind, text: string, what: string): void {
    const path = `/program.${kind}`;
    const analyze = (): Analysis => analyzer.analyze({ path, language: languageOf(path) ?? 'python', text });
    const found = analyze();
    const ranges = [...found.findings, ...found.claims, ...found.layers].map(({ range }) => range);
    assert.ok(
      ranges.every(({ start, end }) => 0 <= start && start <= end && end <= text.length),
      what,
    );
    assert.equal(told(analyze()), told(found), what);
  }

  for (const kind of ['py', 'ipynb', 'js', 'ts'] as const)
    it(`of ${kind}: no throw, ranges inside, deterministic`, () => {
      const programs = texts(kind);
      const draw = drawing(SEED);
      for (let i = 0; i < MUTANTS; i++) {
        const text = (kind === 'ipynb' ? notebook : mutated)(pick(programs, draw), draw);
        if (text !== undefined) examine(kind, text, `NABLA_SEED=${SEED}, mutant ${i} of ${kind}`);
      }
    });
});
