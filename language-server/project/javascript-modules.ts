import { dirname, join } from 'node:path';
import type { Location, Workspace } from './workspace';

/** What may be left out of a module's name, in the order in which it is looked for. */
const ENDINGS = ['', '.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '/index.ts', '/index.tsx', '/index.js'];

/** TypeScript writes `./model.js` for the file that model.ts becomes. */
const COMPILED = /\.([mc]?)js(x?)$/;

/** A relative module's file; a package is a library. */
export function locateJavascript(workspace: Workspace, module: string, from: string): Location | undefined {
  if (!/^\.{0,2}\//.test(module) && module !== '.' && module !== '..') return undefined;
  const path = join(dirname(from), module);
  const names = [...ENDINGS.map((ending) => path + ending), path.replace(COMPILED, '.$1ts$2')];
  const found = names.find((name) => /\.\w+$/.test(name) && workspace.entry(name)?.kind === 'file');
  return found === undefined ? undefined : { path: found };
}
