/** Every fix leaves a program, and mends what it was offered for: the second time there is nothing to do. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnalyzer, type Analysis, type Finding, type Fix } from '../../language-server/analysis';
import { candidates } from '../../language-server/fixes/candidates';
import { applied, mends } from '../../language-server/fixes/mends';
import { loadGrammars, type Grammars } from '../../language-server/syntax/grammars';
import type { SyntaxNode } from '../../language-server/syntax/tree';
import { corpus } from '../oracle/corpus';
import { createMutator } from '../oracle/mutants/mutate';
import { sampled } from '../oracle/mutants/sample';

/** Programs with one mistake: a sample by a seed. */
const MUTANTS = process.env.NABLA_FUZZ === 'all' ? 5000 : 150;
const SEED = Number(process.env.NABLA_SEED ?? 1);

/** Longer programs would make the sample too long for every run. */
const MAX_MUTATED = 4000;

const broken = ({ type, children }: SyntaxNode): boolean => type === 'ERROR' || children.some(broken);

/** A fix and the finding that it is offered for. */
interface Offer {
  finding: Finding;
  fix: Fix;
}

/** Where a place of the program is after a fix. */
const moved = (position: number, { edits }: Fix): number =>
  edits.reduce(
    (at, { range, newText }) => (range.end <= position ? at + newText.length - (range.end - range.start) : at),
    position,
  );

/** The same misfit of the same places; two layers may be misfits in the same words. */
const keyOf = (
  { rule, message, range, related = [] }: Finding,
  placed = (position: number): number => position,
): string =>
  JSON.stringify([rule, message, ...[range, ...related.map((each) => each.range)].map(({ start }) => placed(start))]);

describe('every fix', function () {
  this.timeout(process.env.NABLA_FUZZ === 'all' ? 3_600_000 : 180_000);
  let analyze: (text: string) => Analysis;
  let grammars: Grammars;
  const mutants: string[] = [];

  before(async () => {
    grammars = await loadGrammars();
    const analyzer = await createAnalyzer((fault) => {
      throw fault;
    });
    analyze = (text) => analyzer.analyze({ path: 'program.py', language: 'python', text });
    const folder = mkdtempSync(join(tmpdir(), 'nabla-fixes-'));
    const programs = corpus(folder).filter(({ text }) => text.length <= MAX_MUTATED);
    rmSync(folder, { recursive: true });
    const mutate = await createMutator();
    const all = programs.flatMap(({ name, text }) => mutate(name, text));
    mutants.push(...sampled(all, MUTANTS, SEED, ({ text }) => text).map(({ text }) => text));
  });

  function offers(text: string): Offer[] {
    const before = analyze(text);
    return before.findings.flatMap((finding) => [
      ...(finding.fix ? [{ finding, fix: finding.fix }] : []),
      ...candidates({ path: 'program.py', language: 'python', text }, finding)
        .filter((fix) => mends(finding, before, analyze(applied(text, fix))))
        .map((fix) => ({ finding, fix })),
    ]);
  }

  it('still parses, and is not offered again for the same', () => {
    let seen = 0;
    for (const text of mutants)
      for (const { finding, fix } of offers(text)) {
        seen += 1;
        const fixed = applied(text, fix);
        const what = `seed ${SEED}: "${fix.title}" for "${finding.message}" in\n${text}`;
        assert.ok(!broken(grammars('python', fixed)) || broken(grammars('python', text)), what);
        const same = keyOf(finding, (position) => moved(position, fix));
        assert.ok(!analyze(fixed).findings.some((each) => keyOf(each) === same), what);
        const edits = JSON.stringify(fix.edits.map(({ range, newText }) => [range.start, newText]));
        const again = offers(fixed).map((offer) => offer.fix.edits.map(({ range, newText }) => [range.start, newText]));
        assert.ok(!again.some((each) => JSON.stringify(each) === edits), what);
      }
    assert.ok(seen > MUTANTS / 20, `only ${seen} fixes`);
  });
});
