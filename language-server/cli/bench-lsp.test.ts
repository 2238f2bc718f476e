import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import type { Row } from '../benchmarks/row';
import { modelFile } from '../benchmarks/model-file';
import { analyze } from '../testing/check';
import { command } from './bench-lsp';

/** Runs the command and keeps what it prints. */
async function printed(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const texts = { stdout: '', stderr: '' };
  const streams = ['stdout', 'stderr'] as const;
  const writes = streams.map((name) => process[name].write.bind(process[name]));
  for (const name of streams) {
    process[name].write = (chunk: string | Uint8Array) => (texts[name] += String(chunk)).length > 0;
  }
  try {
    return { code: await command.run(args), out: texts.stdout, error: texts.stderr };
  } finally {
    for (const [at, name] of streams.entries()) process[name].write = writes[at]!;
  }
}

describe('nabla bench lsp', function () {
  // Starts the server, nabla and pyright, from source.
  this.timeout(120_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-bench-'));
    writeFileSync(join(folder, 'model.py'), 'import torch\n\nx = torch.zeros(2, 3)\n');
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('measures every row', async () => {
    const { out } = await printed('--lines', '60', '--edits', '2', '--path', folder, '--json');
    const rows = out
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text) as Row);
    const measured = rows.filter(({ value }) => value !== null && value > 0).map(({ measurement }) => measurement);
    const memory = process.platform === 'linux' ? ['nabla check, memory'] : [];
    assert.deepEqual(measured, [
      'first diagnostics, from the start of the server',
      'edit to diagnostics, median',
      'edit to diagnostics, 95 %',
      'hover, 95 %',
      'hints of the whole file, 95 %',
      'nabla check',
      ...memory,
      'nabla check, times as fast as pyright',
      'nabla check again, with findings kept',
    ]);
    assert.equal(rows.find(({ measurement }) => measurement === 'nabla check')?.note, '3 lines');
  });

  it('edits a program of the length asked for, whose shapes are known and without a fault', async () => {
    const text = modelFile(200);
    assert.equal(text.split('\n').length - 1, 200);
    const { claims, findings } = await analyze(text);
    assert.deepEqual(findings, []);
    assert.deepEqual(claims.find(({ name }) => name === 'scores1')?.shape?.dimensions, [3, 11]);
  });

  it('refuses in one line, exit code 2', async () => {
    for (const args of [['--lines', '0'], ['--edits', 'x'], ['--bogus'], ['lps']]) {
      const { code, out, error } = await printed(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(error, /^nabla bench lsp: [^\n]+\n$/);
    }
  });
});
