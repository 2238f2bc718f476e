import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineEvent } from '../../engine/process/protocol';
import { EngineProcess } from './engine';
import type { Exit } from './exit';

/** A process that speaks the protocol and does what a test needs of an engine. */
const GREET = `process.send({ type: 'ready', version: 1, pid: process.pid });
process.on('disconnect', () => process.exit(0));`;

/** Longer than a ping's interval, so that silence can be heard. */
const GRACE_MS = 1500;

const BEHAVIOURS = {
  echo: `${GREET} process.on('message', (m) => m.type === 'list' && process.send({ type: 'catalogue', recipes: [] }));`,
  foreign: `${GREET} process.send({ type: 'nonsense' }); process.send('x'); process.send({ type: 'notice', message: 'hi' });`,
  future: `process.send({ type: 'ready', version: 99, pid: 1 }); setInterval(() => {}, 1000);`,
  crash: `${GREET} process.stderr.write('FATAL ERROR: JavaScript heap out of memory'); process.on('message', () => process.abort());`,
  busy: `${GREET} process.on('message', (m) => { if (m.type === 'ping' && process.connected) process.send({ type: 'pong', at: m.at }, () => {}); if (m.type === 'list') { const end = Date.now() + 3500; while (Date.now() < end); } });`,
  deaf: `${GREET} process.on('SIGTERM', () => {}); process.on('message', (m) => { while (m.type === 'stop'); });`,
};

describe("an engine's process", () => {
  let folder: string;
  const engines: EngineProcess[] = [];
  before(() => (folder = mkdtempSync(join(tmpdir(), 'nabla-engine-'))));
  after(() => {
    for (const { pid } of engines) {
      try {
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    }
    rmSync(folder, { recursive: true });
  });

  function start(behaviour: keyof typeof BEHAVIOURS) {
    const module = join(folder, `${behaviour}.js`);
    writeFileSync(module, BEHAVIOURS[behaviour]);
    const lines: string[] = [];
    const engine = new EngineProcess(module, { cwd: folder }, (line) => lines.push(line), GRACE_MS);
    engines.push(engine);
    const event = new Promise<EngineEvent>((resolve) => engine.event.on(resolve));
    const exit = new Promise<Exit>((resolve) => engine.exit.on(resolve));
    return { engine, lines, event, exit };
  }

  it('is sent what was asked before it was ready', async () => {
    const { engine, event, exit } = start('echo');
    engine.send({ type: 'list' });
    assert.deepEqual(await event, { type: 'catalogue', recipes: [] });
    engine.dispose();
    assert.equal((await exit).code, 0);
  });

  it('has its foreign messages dropped and logged', async () => {
    const { engine, lines, event } = start('foreign');
    assert.deepEqual(await event, { type: 'notice', message: 'hi' });
    assert.equal(lines.length, 2);
    engine.dispose();
  });

  it('is refused when it speaks another version', async () => {
    const { event, exit } = start('future');
    const error = await event;
    assert.ok(error.type === 'error' && error.code === 'protocol-version');
    assert.equal((await exit).signal, 'SIGTERM');
  });

  it('tells of its death at once, with its last words', async () => {
    const { engine, exit } = start('crash');
    engine.send({ type: 'list' });
    const began = Date.now();
    const { signal, stderr } = await exit;
    assert.equal(signal, 'SIGABRT');
    assert.match(stderr, /heap out of memory/);
    assert.ok(Date.now() - began < 3000);
  });

  it('that a native call holds up is called busy, not dead, until it answers again', async () => {
    const { engine, exit } = start('busy');
    const heard: number[] = [];
    const again = new Promise<void>((resolve) => {
      engine.silence.on((seconds) => {
        heard.push(seconds);
        if (seconds === 0) resolve();
      });
    });
    engine.send({ type: 'list' });
    await again;
    assert.ok(heard[0]! >= 1 && heard.indexOf(0) === heard.length - 1, heard.join());
    engine.dispose();
    assert.equal((await exit).code, 0);
  });

  it('is killed in the end when a stop hangs it', async () => {
    const { engine, exit } = start('deaf');
    engine.stop();
    assert.equal((await exit).signal, 'SIGKILL');
  });
});
