import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from './formats';
import { KeptFindings, type Kept } from './kept-findings';

const report = (message: string): Report => ({
  ...{ file: 'model.py', line: 2, column: 5, cell: { number: 1, line: 2 }, endLine: 2, endColumn: 9 },
  ...{ rule: 'shape-mismatch', severity: 'error', message, related: [{ file: 'a.py', line: 1, column: 1, message }] },
  fix: { title: 'Set it', safe: true, edits: [{ line: 1, column: 1, endLine: 1, endColumn: 2, newText: '8' }] },
});

const kept = (message: string): Kept => ({
  text: 'mark',
  facts: ['file /w/a.py', 'nothing /w/b c.py'],
  told: { reports: [report(message)], unparsed: [{ file: 'model.py', line: 9, column: 1, endLine: 9, endColumn: 2 }] },
});

describe('findings that are kept', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-kept-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const open = (base = '/w', code = 'ours'): KeptFindings => new KeptFindings(folder, base, code);
  const file = (): string => join(folder, readdirSync(folder)[0]!);

  function save(path: string, message: string, base?: string): void {
    const all = open(base);
    all.set(path, kept(message));
    all.save();
  }

  it('are there for the next run, to the byte, beside those of other files', () => {
    save('/w/a.py', 'one');
    save('/w/b.py', 'two');
    for (const [path, message] of [
      ['/w/a.py', 'one'],
      ['/w/b.py', 'two'],
    ] as const)
      assert.equal(JSON.stringify(open().get(path)), JSON.stringify(kept(message)));
    assert.equal(open().get('/w/c.py'), undefined);
  });

  it('are of one folder and one code', () => {
    save('/w/a.py', 'one');
    assert.equal(open('/v').get('/w/a.py'), undefined);
    assert.equal(open('/w', 'other').get('/w/a.py'), undefined);
  });

  it('are as if they were not there where a byte of them is another, or the end is missing', () => {
    save('/w/a.py', 'one');
    const bytes = readFileSync(file());
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = Buffer.from(bytes);
      damaged[at]! ^= 1;
      writeFileSync(file(), damaged);
      assert.equal(open().get('/w/a.py'), undefined, `byte ${at}`);
      writeFileSync(file(), bytes.subarray(0, at));
      assert.equal(open().get('/w/a.py'), undefined, `${at} bytes`);
    }
    save('/w/a.py', 'new');
    assert.equal(open().get('/w/a.py')?.told.reports[0]?.message, 'new');
  });

  it('are not kept where nothing can be written', () => {
    rmSync(folder, { recursive: true });
    writeFileSync(folder, 'no folder');
    save('/w/a.py', 'one');
    assert.equal(open().get('/w/a.py'), undefined);
  });

  it('are whole whichever of two runs writes last', () => {
    const [one, other] = [open(), open()];
    one.set('/w/a.py', kept('one'));
    other.set('/w/b.py', kept('other'));
    one.save();
    other.save();
    assert.equal(open().get('/w/b.py')?.told.reports[0]?.message, 'other');
    assert.equal(open().get('/w/a.py'), undefined);
  });

  it('take no more than they may: the first go', () => {
    const all = open();
    for (let i = 0; i < 5; i++) all.set(`/w/${i}.py`, kept('x'.repeat(3 * 2 ** 20)));
    all.save();
    assert.ok(statSync(file()).size < 16 * 2 ** 20);
    assert.equal(open().get('/w/0.py'), undefined);
    assert.ok(open().get('/w/4.py'));
  });

  it('are kept of so many folders: those of the last runs', () => {
    for (let i = 0; i < 20; i++) save('/w/a.py', 'one', `/w${i}`);
    assert.equal(readdirSync(folder).length, 16);
    assert.ok(open('/w19').get('/w/a.py'));
  });

  it('are for the user alone', function () {
    if (process.platform === 'win32') this.skip();
    save('/w/a.py', 'one');
    assert.equal(statSync(file()).mode & 0o777, 0o600);
  });
});
