import assert from 'node:assert/strict';
import { Pause } from './pause';

/** Takes in one message a turn of the event loop, as the server does. */
function receive(messages: (() => void)[]): void {
  const next = messages.shift();
  if (!next) return;
  next();
  setImmediate(receive, messages);
}

describe('what changes lead to', () => {
  it('is done once, for the last of many that wait', async () => {
    const pause = new Pause();
    let text = 0;
    let analysed = -1;
    const analyses: number[] = [];
    const requests: Promise<void>[] = [];
    const request = async (): Promise<void> => {
      await pause.come();
      if (analysed !== text) analyses.push((analysed = text));
    };
    const ask = (): number => requests.push(request());
    const change = (): void => {
      text += 1;
      pause.change();
    };
    receive(Array.from({ length: 200 }, () => [change, ask, ask, ask]).flat());
    while (requests.length < 600) await new Promise((resolve) => setImmediate(resolve));
    await Promise.all(requests);
    assert.deepEqual(analyses, [200]);
  });

  it('is done where nothing changes', async () => {
    await new Pause().come();
  });
});
