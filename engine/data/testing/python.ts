/** Python as an independent reference: what a script prints. */
import { spawnSync } from 'node:child_process';

/** Debian's python3-torch brings NumPy for the system's interpreter, which need not be the first on PATH. */
const PYTHON = '/usr/bin/python3';

/** Skips the test, and says so, where the module is missing; under CI that is a failure. */
export function requirePython(test: Mocha.Context, module: string): void {
  if (spawnSync(PYTHON, ['-c', `import ${module}`]).status === 0) return;
  if (process.env.NABLA_CI === '1') throw new Error(`NABLA_CI=1 needs ${PYTHON} with ${module}`);
  console.log(`      skipped: ${PYTHON} has no ${module}`);
  test.skip();
}

export function python(script: string, input: unknown): unknown {
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', script], { input: JSON.stringify(input) });
  if (status !== 0) throw new Error(stderr.toString());
  return stdout.length ? JSON.parse(stdout.toString()) : null;
}
