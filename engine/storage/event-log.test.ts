import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventLog, readEvents } from './event-log';

describe('EventLog', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nabla-log-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const append = (...events: object[]) => {
    const log = new EventLog(folder);
    for (const event of events) log.append(event);
    log.close();
  };
  const path = () => join(folder, 'events.jsonl');

  it('skips a torn last line, and goes on after it on a line of its own', () => {
    append({ step: 1 });
    appendFileSync(path(), '{"step":2,"lo');
    append({ step: 3 });
    assert.deepEqual([...readEvents(folder)], [{ step: 1 }, { step: 3 }]);
  });

  it('writes NaN as null', () => {
    append({ loss: NaN });
    assert.deepEqual([...readEvents(folder)], [{ loss: null }]);
  });

  it('skips what is no object or too long, and replaces invalid UTF-8', () => {
    appendFileSync(path(), `7\n"${'x'.repeat(3 << 20)}"\n`);
    appendFileSync(path(), Buffer.from([...Buffer.from('{"a":"'), 0xff, ...Buffer.from('"}\n')]));
    append({ b: 1 });
    assert.deepEqual([...readEvents(folder)], [{ a: '\ufffd' }, { b: 1 }]);
  });

  it('reads a line that spans chunks', () => {
    const long = { text: 'é'.repeat(100_000) };
    append(long, long);
    assert.deepEqual([...readEvents(folder)], [long, long]);
  });
});
