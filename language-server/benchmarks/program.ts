import { existsSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = { server: '../server.ts', nabla: '../../nabla.ts' };

/** What node is called with to run a program of ours: its bundle, which lies beside this code's own, or its source. */
export function programArguments(name: keyof typeof SOURCES): string[] {
  const bundle = join(__dirname, `${name}.js`);
  return existsSync(bundle) ? [bundle] : ['--require', 'tsx/cjs', join(__dirname, SOURCES[name])];
}
