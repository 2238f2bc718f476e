/** Installs the packages of the lock file if they are not there as it says; needs nothing but Node and npm. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs `npm ci` in `root` unless an earlier call did so for the same lock file; exits where npm fails. */
export function install(root) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const mark = join(root, 'node_modules', '.nabla-lock');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.log('Installing packages (npm ci) …');
  // npm is a .cmd file on Windows, which only a shell can start; the arguments are constants.
  const windows = process.platform === 'win32';
  const { status } = spawnSync('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: windows,
  });
  if (status !== 0) {
    console.error(
      'nabla: npm ci failed (its own message stands above): check the network and the free disk space, then call again.',
    );
    process.exit(status ?? 1);
  }
  writeFileSync(mark, lock);
}
