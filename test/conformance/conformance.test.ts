import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exceptions } from './exceptions';

interface Outcome {
  passed: number;
  failed: { name: string; message: string }[];
  pending: number;
}

/** The suite takes about 30 s on an idle machine; others may be busy on it. */
const LIMIT_MS = 300_000;

/** Bytes of output: a line for each of a few specs that print, and the report. */
const MAX_OUTPUT = 2 ** 26;

/** Specs that tfjs-core 4.22 carries and that run in Node; fewer mean that some were not loaded. */
const LEAST_SPECS = 4_200;

async function run(way: 'eager' | 'compiled'): Promise<Outcome> {
  const script = join(__dirname, 'run.mjs');
  // jasmine ends with a failure where any spec fails, listed or not; what counts is the report.
  const { stdout } = await promisify(execFile)(process.execPath, [script, way], { maxBuffer: MAX_OUTPUT }).catch(
    (failure: unknown) => failure as { stdout: string },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Outcome;
}

describe("tfjs-core's conformance suite", function () {
  this.timeout(LIMIT_MS);

  for (const way of ['eager', 'compiled'] as const) {
    it(`passes on onnxruntime, ${way}, but for the listed exceptions`, async () => {
      const { passed, failed } = await run(way);
      assert.ok(passed >= LEAST_SPECS, `only ${passed} specs passed`);
      const names = failed.map(({ name }) => name.replace('onnxruntime {} ', ''));
      const listed = exceptions.filter(({ only = way }) => only === way).map(({ spec }) => spec);
      assert.deepEqual(names.sort(), listed.sort(), JSON.stringify(failed));
    });
  }
});
