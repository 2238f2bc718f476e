import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isAlive } from './alive';

describe('whether a process is alive', () => {
  it('this one is, one that has ended is not', async () => {
    assert.ok(isAlive(process.pid));
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    assert.ok(!isAlive(child.pid!));
  });

  it('one that its parent never asks after is not', async function () {
    if (process.platform !== 'linux') return;
    // The shell's child ends once `sleep`, which asks after no child, has taken the shell's place.
    const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 30']);
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line);
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(process.kill(pid, 0), 'its entry is still there');
    parent.kill();
    await once(parent, 'exit');
  });
});
