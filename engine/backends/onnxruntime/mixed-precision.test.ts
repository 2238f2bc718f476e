import assert from 'node:assert/strict';
import { whyNoFloat16, whyNoMixedPrecision } from './mixed-precision';
import { providers } from './providers';
import { loadRuntime, type Runtime } from './session';

describe('mixed precision', () => {
  let runtime: Runtime;
  before(async () => {
    runtime = await loadRuntime();
  });

  it('is nothing for a CPU', () => {
    assert.equal(whyNoMixedPrecision(runtime, providers.cpu), 'it multiplies float16 no faster than float32');
  });

  it('is not believed where float16 is computed as float32, as onnxruntime does on a CPU without float16', () => {
    if (process.arch !== 'x64') return;
    assert.match(whyNoFloat16(runtime, providers.cpu)!, /do not overflow as they must \(300² is 90000\)$/);
  });

  it('has a reason where a provider is not there', () => {
    const absent = { ...providers.cuda, execution: 'no-such-provider' };
    assert.match(whyNoMixedPrecision(runtime, absent)!, /^its GPU or driver has no float16 \(.*no-such-provider.*\)$/);
  });
});
