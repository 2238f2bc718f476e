import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createAnalyzer } from '../../language-server/analysis';
import { Disk } from '../../language-server/project/disk';
import { readDocument, sourceFiles } from '../../language-server/report/files';

/** Where Debian puts Python's libraries. */
const INSTALLED = '/usr/lib/python3/dist-packages';
const TREES = ['torch', 'torchvision', 'sklearn', 'numpy'];

/** Files of a tree that are checked, spread over it; with NABLA_TREES=all, every one (minutes). */
const SAMPLE = process.env.NABLA_TREES === 'all' ? Infinity : 40;

/** Moves the sample. */
const SEED = Number(process.env.NABLA_SEED ?? 1);

/** Every n-th file, from one that the seed chooses. */
function sampled(files: readonly string[]): string[] {
  const step = Math.max(1, files.length / SAMPLE);
  const offset = (SEED * 0.618) % 1;
  return Array.from({ length: Math.floor(files.length / step) }, (_, i) => files[Math.floor((i + offset) * step)]!);
}

describe('installed libraries, whose programs run', function () {
  this.timeout(process.env.NABLA_TREES === 'all' ? 3_600_000 : 180_000);
  for (const tree of TREES) {
    const root = join(INSTALLED, tree);
    it(`${tree} has no finding of severity error`, async function () {
      if (!existsSync(root)) {
        assert.notEqual(process.env.NABLA_CI, '1', `NABLA_CI=1 needs ${root} (Debian: python3-${tree})`);
        this.skip();
      }
      const analyzer = await createAnalyzer(
        (fault) => {
          throw fault;
        },
        new Disk([INSTALLED]),
      );
      const errors = sampled(sourceFiles([root])).flatMap((path) => {
        const document = readDocument(path);
        const findings = typeof document === 'string' ? [] : analyzer.analyze(document).findings;
        return findings.filter(({ severity }) => severity === 'error').map((error) => ({ path, error }));
      });
      assert.deepEqual(errors, []);
    });
  }
});
