import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnalyzer, type Analyzer, type Finding } from '../../../language-server/analysis';
import { corpus, type CorpusProgram } from '../corpus';
import { judge, outcomes, type Judgement } from './examine';
import { createMutator, type Mutant } from './mutate';
import { sampled } from './sample';

/** Which mutants are looked at. */
export interface Selection {
  /** Parts of the program's and the operator's name. */
  program: string;
  operator: string;
  seed: number;
  /** How many at most, of all programs together. */
  sample: number;
  /** A folder that keeps what ran. */
  cache?: string;
}

/** Makes the mutants, runs them and judges what the checker says of each. */
export async function examineCorpus({ program, operator, seed, sample, cache }: Selection): Promise<Judgement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-mutants-'));
  const programs = corpus(folder).filter(({ name }) => name.includes(program));
  rmSync(folder, { recursive: true });
  const mutate = await createMutator();
  const all = programs
    .flatMap(({ name, text }) => mutate(name, text))
    .filter((mutant) => mutant.operator.includes(operator));
  const mutants = sampled(all, sample, seed, ({ text }) => text);
  const truth = outcomes(mutants, cache);
  const analyzer = await createAnalyzer();
  const before = new Map(programs.map((each) => [each.name, findingsOf(analyzer, each)]));
  return mutants.map((mutant: Mutant) =>
    judge(analyzer, mutant, truth.get(mutant.text) ?? null, before.get(mutant.program) ?? []),
  );
}

const findingsOf = (analyzer: Analyzer, { path, text }: CorpusProgram): readonly Finding[] =>
  analyzer.analyze({ path, language: 'python', text }).findings;
