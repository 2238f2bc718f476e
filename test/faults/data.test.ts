/** Fault 56: what is no regular file is refused by every source, before anything is read of it. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sources } from '../../engine/data/sources/sources.generated';
import { prepare } from '../../engine/training/prepare';
import { resolve } from '../../engine/training/resolve';

/** Sources that draw their samples and read nothing. */
const DRAWN = new Set(['addition', 'characters', 'dates', 'hiring', 'moons', 'reversal', 'shapes', 'sine', 'spirals', 'xor']); // prettier-ignore

/** Those whose parameters have no defaults need some. */
const PARAMS: Record<string, object> = { csv: { target: 'y' }, jsonl: { target: 'y' } };

describe('data that is no regular file', () => {
  let folder: string;
  let places: string[];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-data-'));
    const [pipe, empty] = [join(folder, 'pipe'), join(folder, 'empty')];
    mkdirSync(empty);
    places = [empty, join(folder, 'absent')];
    // Windows has neither.
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [pipe]);
    places.push(pipe, '/dev/zero');
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const { id } of sources.filter((source) => !DRAWN.has(source.id))) {
    it(`${id}: a pipe, a device without end, an empty folder, nothing`, async () => {
      for (const path of places) {
        const specification = resolve('digits-cnn', { 'data.source': id, 'data.path': path, 'data.params': PARAMS[id] ?? {} }); // prettier-ignore
        await assert.rejects(prepare(specification), (error: Error) => {
          assert.equal(error.name, 'Problem', `${path}: ${error.stack!}`);
          assert.ok(error.message.includes(path), error.message);
          return true;
        });
      }
    });
  }
});
