import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a check is bundled into, and the grammars beside it. */
const BUNDLE = 'check-code.js';
const OURS = /^(check-code\.js|tree-sitter.*\.wasm)$/;

/** What our own code is known by; undefined for code that is run from its source, which is being edited. */
export function codeMark(): string | undefined {
  if (!existsSync(join(__dirname, BUNDLE))) return undefined;
  const hash = createHash('sha256').update(process.version);
  const names = readdirSync(__dirname).filter((name) => OURS.test(name));
  for (const name of names.sort()) hash.update(name).update(readFileSync(join(__dirname, name)));
  return hash.digest('base64url');
}
