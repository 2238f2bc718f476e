/** What a VSIX holds, and whether it may: the packed list is judged, not what was meant to be packed. */
import { readFileSync } from 'node:fs';

/** Signatures and offsets of the zip format (PKWARE APPNOTE 4.3.12 and 4.3.16). */
const END = { signature: 0x06054b50, size: 22, entries: 10, directory: 16 };
const ENTRY = { signature: 0x02014b50, size: 46, name: 28, extra: 30, comment: 32 };

/** The names in the central directory of the zip file at `path`. */
export function entries(path) {
  const zip = readFileSync(path);
  let end = zip.length - END.size;
  while (end >= 0 && zip.readUInt32LE(end) !== END.signature) end--;
  if (end < 0) throw new Error(`${path} is no zip file`);
  const names = [];
  let at = zip.readUInt32LE(end + END.directory);
  for (let left = zip.readUInt16LE(end + END.entries); left > 0; left--) {
    const length = (field) => zip.readUInt16LE(at + field);
    names.push(zip.toString('utf8', at + ENTRY.size, at + ENTRY.size + length(ENTRY.name)));
    at += ENTRY.size + length(ENTRY.name) + length(ENTRY.extra) + length(ENTRY.comment);
  }
  return names;
}

/** Every file that may ship; vsce renames the three documents. */
const allowed = [
  /^(extension\.vsixmanifest|\[Content_Types\]\.xml)$/,
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/extension\/icons\/[\w-]+\.(svg|png)$/,
  /^extension\/snippets\/\w+\.json$/,
  /^extension\/dist\/(extension|server|server-code|server-snapshot|keep-snapshot|engine|data-worker|check-worker|check-code|nabla|nabla-code)\.js$/,
  /^extension\/dist\/(equations|\w+\.schema)\.json$/,
  /^extension\/dist\/pytorch\.py$/,
  /^extension\/dist\/tree-sitter(-\w+)?\.wasm$/,
  /^extension\/dist\/webviews\/[\w-]+\.(js|css)$/,
  /^extension\/dist\/node_modules\/onnxruntime-(node|common)\/package\.json$/,
  /^extension\/dist\/node_modules\/onnxruntime-node\/dist\/\w+\.js$/,
  /^extension\/dist\/node_modules\/onnxruntime-common\/dist\/cjs\/([\w-]+\.js|package\.json)$/,
];

/** Without these nothing starts. */
const threads = ['data-worker', 'check-worker', 'check-code'];
const programs = [
  'extension',
  'server',
  'server-code',
  'server-snapshot',
  'keep-snapshot',
  'engine',
  'nabla',
  'nabla-code',
  ...threads,
].map((name) => `dist/${name}.js`);

/** Schemas that the manifest sends VS Code to. */
const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
const schemas = manifest.contributes.jsonValidation.map(({ url }) => url.replace('./', ''));

const required = ['package.json', 'readme.md', 'LICENSE.txt', 'dist/equations.json', ...programs, ...schemas];

/** One line for each entry that may not ship or is missing; `native` are the native library's files in the package. */
export function problems(names, native) {
  const known = new Set(native.map((name) => `extension/${name}`));
  const strangers = names.filter((name) => !known.has(name) && !allowed.some((pattern) => pattern.test(name)));
  const missing = [...required.map((name) => `extension/${name}`), ...known].filter((name) => !names.includes(name));
  return [...strangers.map((name) => `${name} may not ship`), ...missing.map((name) => `${name} is missing`)];
}
