import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { Throttle } from './throttle';

describe('a throttle', () => {
  it('calls at once, then once an interval, and answers the last request', async () => {
    let calls = 0;
    const throttle = new Throttle(() => calls++, 20);
    for (let i = 0; i < 1000; i++) throttle.request();
    assert.equal(calls, 1);
    await delay(30);
    assert.equal(calls, 2);
    await delay(60);
    assert.equal(calls, 2);
    throttle.request();
    assert.equal(calls, 3);
    throttle.dispose();
  });

  it('is silent once disposed', async () => {
    let calls = 0;
    const throttle = new Throttle(() => calls++, 10);
    throttle.request();
    throttle.request();
    throttle.dispose();
    throttle.request();
    await delay(30);
    assert.equal(calls, 1);
  });
});
