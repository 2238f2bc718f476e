import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from './kept-code';

const BUNDLE = 'exports.answer = () => 1;\nexports.where = [__filename, __dirname, typeof require];\n';

interface Bundle {
  answer: () => number;
  where: string[];
}

describe('code that is kept', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-code-'));
    file = join(folder, 'bundle.js');
    writeFileSync(file, BUNDLE);
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const start = (): ReturnType<typeof load<Bundle>> => load<Bundle>(file, require, folder);
  const kept = (): string => join(folder, 'code', readdirSync(join(folder, 'code'))[0]!);

  /** Whether a start finds what was kept, and so keeps nothing again. */
  function isFound(): boolean {
    const { exports, keep } = start();
    assert.equal(exports.answer(), 1);
    const path = kept();
    rmSync(path);
    keep();
    return !existsSync(path);
  }

  it('runs as a module does, and is found again', () => {
    const { exports, keep } = start();
    assert.deepEqual(exports.where, [file, folder, 'function']);
    keep();
    assert.ok(isFound());
  });

  it('is of one bundle, though another is as long', () => {
    const { exports, keep } = start();
    assert.equal(exports.answer(), 1);
    keep();
    writeFileSync(file, BUNDLE.replace('1', '2'));
    assert.equal(start().exports.answer(), 2);
  });

  const damages: Record<string, (path: string) => void> = {
    'cut off': (path) => {
      truncateSync(path, 100);
    },
    empty: (path) => {
      truncateSync(path, 0);
    },
    'changed in one bit': (path) => {
      const bytes = readFileSync(path);
      bytes[bytes.length - 9]! ^= 1;
      writeFileSync(path, bytes);
    },
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`is made anew where the file is ${what}`, () => {
      start().keep();
      damage(kept());
      assert.ok(!isFound());
    });
  }

  it('is done without where nothing can be kept', () => {
    for (const nowhere of [undefined, file]) {
      const { exports, keep } = load<Bundle>(file, require, nowhere);
      keep();
      assert.equal(exports.answer(), 1);
    }
    assert.deepEqual(readdirSync(folder), ['bundle.js']);
  });
});
