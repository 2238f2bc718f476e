import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { environment } from '../processes/environment';
import type { Command } from './command';

/** Trying a device that hangs must not keep the answer away. */
const LIMIT_MS = 60_000;

/** Says which devices can train here, and why the others cannot: in a process of its own, which loads them. */
export const command: Command = {
  id: 'nabla.doctor',
  title: 'Check Devices',
  icon: '$(pulse)',
  run({ context, log }) {
    log.show(true);
    const script = join(context.extensionPath, 'dist', 'nabla.js');
    const options = { env: environment(), timeout: LIMIT_MS };
    return new Promise((resolve, reject) => {
      execFile(process.execPath, [script, 'doctor'], options, (error, stdout, stderr) => {
        for (const line of `${stdout}${stderr}`.trimEnd().split('\n')) log.info(line);
        if (error) reject(new Error('the check ended early: see the log for what it last said.'));
        else resolve();
      });
    });
  },
};
