import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Nabla } from './nabla';
import { environment } from './processes/environment';
import { tensorflowVariables } from './processes/tensorflow';

/** Trying a device that hangs must not keep the answer away. */
const LIMIT_MS = 60_000;

/**
 * Runs `nabla doctor` in a process of its own, which loads the devices' native libraries; resolves with its output.
 * @throws one line where it ended early; what it said is in the log then
 */
export function doctor({ context, log }: Nabla, ...args: string[]): Promise<string> {
  const script = join(context.extensionPath, 'dist', 'nabla.js');
  const env = environment(tensorflowVariables(context.globalStorageUri.fsPath));
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [script, 'doctor', ...args], { env, timeout: LIMIT_MS }, (error, stdout, stderr) => {
      if (!error) {
        resolve(stdout);
        return;
      }
      log.error(`${stdout}${stderr}`.trimEnd());
      reject(new Error('the check of the devices ended early: see the log for what it last said.'));
    });
  });
}
