import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createAnalyzer, type Analyzer, type Finding } from '../../language-server/analysis';
import { printDimension } from '../../language-server/domain/print-dimension';
import type { Shape } from '../../language-server/domain/shape';
import { corpus, type CorpusProgram } from './corpus';
import { obstacle, record, score, type Score, type Truth } from './pytorch';

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

function analyse(analyzer: Analyzer, { path, text }: CorpusProgram): { findings: Finding[]; claims: Row[] } {
  const { findings, claims } = analyzer.analyze({ path, language: 'python', text });
  const file = basename(path);
  const rows = claims.flatMap(({ line, name, shape, before }) =>
    (shape && before ? [shape, before] : [shape]).map((each): Row => ({ file, line, name, shape: sizes(each) })),
  );
  return { findings, claims: rows };
}

/** Runs every program, analyses it and holds the claims against what ran; by the program's name. */
function examine(analyzer: Analyzer, programs: readonly CorpusProgram[], folder: string): Map<string, Result> {
  const truths = record(programs.map(({ path }) => ({ program: path })));
  const analyses = programs.map((program) => {
    const { findings, claims } = analyse(analyzer, program);
    const files = {
      truth: join(folder, `${program.name}.truth.json`),
      claims: join(folder, `${program.name}.claims.json`),
    };
    const truth = truths.get(program.path)!;
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
  const missing = obstacle();
  const folder = mkdtempSync(join(tmpdir(), 'nabla-oracle-'));
  const programs = corpus(folder);
  let results = new Map<string, Result>();
  before(async function () {
    if (missing !== undefined) {
      assert.notEqual(process.env.NABLA_CI, '1', `NABLA_CI=1 needs the oracle: ${missing}`);
      console.log(`      left out: ${missing}`);
      this.skip();
    }
    results = examine(await createAnalyzer(), programs, folder);
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

  it(`knows ${MIN_KNOWN * 100} % of the shapes`, () => {
    const tallies = [...results.values()].map((result) => tally(result.score.output));
    const known = tallies.reduce((sum, each) => sum + each.known, 0);
    const total = tallies.reduce((sum, each) => sum + each.total, 0);
    assert.ok(known >= MIN_KNOWN * total, `${known} of ${total}`);
  });
});
