import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { createAnalyzer, type Analyzer, type Claim, type Finding } from '../../language-server/analysis';
import { printDimension } from '../../language-server/domain/print-dimension';
import type { Shape } from '../../language-server/domain/shape';
import { Disk } from '../../language-server/project/disk';

/** A claim as the oracle scores it. */
export interface ScoredClaim {
  file: string;
  line: number;
  name: string;
  shape: (number | string)[] | null;
}

/** The files of one installed package as a workspace. */
export class Package {
  private constructor(private readonly analyzer: Analyzer) {}

  /** A fault of our own fails the test. */
  static async open(root: string): Promise<Package> {
    const fail = (fault: unknown): void => {
      throw fault;
    };
    return new Package(await createAnalyzer(fail, new Disk([dirname(root)])));
  }

  /** What the checker claims of a program and of the package's files that it reaches, and what it reports as an error. */
  check(path: string): { claims: ScoredClaim[]; crashes: Finding[] } {
    const document = { path, language: 'python' as const, text: readFileSync(path, 'utf8') };
    const { claims, imported, findings } = this.analyzer.analyze(document, { imported: true });
    return {
      claims: [{ path, claims }, ...imported].flatMap((each) => each.claims.flatMap(scored(each.path))),
      crashes: findings.filter(({ severity }) => severity === 'error'),
    };
  }
}

const sizes = (shape: Shape | null): ScoredClaim['shape'] =>
  shape && !shape.open
    ? shape.dimensions.map((size) => (typeof size === 'number' ? size : printDimension(size)))
    : null;

const scored =
  (path: string) =>
  ({ line, name, shape, before }: Claim): ScoredClaim[] =>
    [shape, ...(before ? [before] : [])].map((each) => ({ file: basename(path), line, name, shape: sizes(each) }));
