import assert from 'node:assert/strict';
import { explainExit } from './exit';

const exit = (code: number | null, signal: NodeJS.Signals | null, stderr = '') => explainExit({ code, signal, stderr });

describe('the end of an engine', () => {
  it('by the kernel or an abort is said to be memory', () => {
    for (const line of [exit(137, null), exit(null, 'SIGKILL'), exit(134, null), exit(null, 'SIGABRT')]) {
      assert.match(line, /memory; lower training\.batchSize/);
    }
    assert.match(exit(1, null, 'RangeError: Array buffer allocation failed'), /memory/);
  });

  it('by a fault in native code names the way around it', () => {
    assert.match(exit(null, 'SIGSEGV'), /SIGSEGV: native code crashed; try "backend": "cpu"/);
  });

  it('otherwise points to the log', () => {
    assert.equal(exit(3, null), "The engine's process ended with exit code 3: see the log for what it last said.");
  });
});
