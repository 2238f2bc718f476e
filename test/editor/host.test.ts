import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { Test } from 'mocha';
import { closeBrowser, setting } from './browser';
import { eventually, openHost } from './workbench';

/** The suites of the host take about 20 s, most of it the start of the language server. */
const LIMIT = 100_000;

/** What mocha's JSON reporter writes. */
interface Results {
  tests: { fullTitle: string; err: { message?: string } }[];
  pending: { fullTitle: string }[];
}

/** One test here for each that ran in the host. */
function* mirrored({ tests, pending }: Results): Generator<Test> {
  const skipped = new Set(pending.map(({ fullTitle }) => fullTitle));
  for (const { fullTitle, err } of tests)
    yield skipped.has(fullTitle)
      ? new Test(fullTitle)
      : new Test(fullTitle, () => {
          assert.equal(err.message, undefined);
        });
}

describe('inside the extension host', function () {
  this.timeout(LIMIT);

  before(async () => {
    const path = setting('NABLA_HOST_RESULTS');
    const host = await openHost();
    const results = await eventually(async () => {
      assert.ok(existsSync(path), 'the host wrote no results');
      return Promise.resolve(JSON.parse(readFileSync(path, 'utf8')) as Results);
    }, LIMIT - 10_000);
    await host.close();
    for (const test of mirrored(results)) this.addTest(test);
  });

  after(closeBrowser);

  it('every suite ran', () => {
    assert.ok(this.tests.length > 1);
  });
});
