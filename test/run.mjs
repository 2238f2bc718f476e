/**
 * `npm test`: installs, builds and runs every suite that this machine can.
 *
 *   node test/run.mjs [suite …]        only the suites named
 *
 * What a machine lacks (Chromium, code-server's build parts, PyTorch, ../shared) is left out, and said so; with
 * NABLA_CI=1 each left-out part is a failure. The last line is `N passed, N failed, N skipped`.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { install } from '../extension/development/install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const inCi = process.env.NABLA_CI === '1';

/** A check that passes or fails as one. */
const whole = (_output, code) => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });

const last = (output, pattern) => Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);

/** Mocha's closing lines; a run that died without them is one failure. */
function mocha(output, code) {
  const failed = last(output, /^\s*(\d+) failing/gm);
  return {
    passed: last(output, /^\s*(\d+) passing/gm),
    failed: failed || (code === 0 ? 0 : 1),
    skipped: last(output, /^\s*(\d+) pending/gm),
  };
}

/** A suite that closes with our own line. */
function ownLine(output, code) {
  const line = [...output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped$/gm)].at(-1);
  if (!line) return { passed: 0, failed: 1, skipped: 0 };
  const [passed, failed, skipped] = line.slice(1).map(Number);
  return { passed, failed: failed || (code === 0 ? 0 : 1), skipped };
}

/** Unit tests beside their file, and what crosses a boundary; results/, webgpu/ and editor/ are suites of their own. */
const unitTests = [
  '*.test.ts',
  '{engine,language-server,webviews,extension,snippets}/**/*.test.ts',
  'test/!(results|webgpu|editor|workspace)/**/*.test.ts',
];

/** Characters of a failed suite's end that are shown once more below all output, which a log may cut in its middle. */
const MOST_TOLD = 6_000;

/** What a failed suite said of its failures: Mocha's list of them, else its last words. */
function failures(output) {
  const start = output.search(/^\s*\d+ failing/m);
  return start < 0 ? output.slice(-MOST_TOLD) : output.slice(start, start + MOST_TOLD);
}

/** In order: what is quick and says most first. */
const suites = [
  { name: 'build', call: ['node', 'build.mjs'], count: whole },
  { name: 'types', call: ['npx', 'tsc', '--noEmit', '-p', '.'], count: whole },
  { name: 'types-webviews', call: ['npx', 'tsc', '--noEmit', '-p', 'webviews'], count: whole },
  { name: 'types-editor', call: ['npx', 'tsc', '--noEmit', '-p', 'test/editor'], count: whole },
  { name: 'format', call: ['npx', 'prettier', '--check', '--log-level=warn', '.'], count: whole },
  { name: 'unused', call: ['npx', 'knip'], count: whole },
  { name: 'lint', call: ['npx', 'eslint', '--max-warnings=0', '.'], count: whole },
  { name: 'unit', call: ['npx', 'mocha', ...unitTests], count: mocha },
  { name: 'results', call: ['npx', 'mocha', '--config', 'test/results/.mocharc.json'], count: mocha },
  { name: 'webgpu', call: ['node', 'test/webgpu/run.mjs'], count: mocha },
  { name: 'editor', call: ['node', 'test/editor/run.mjs'], count: ownLine },
];

/** Runs a suite with its output shown as it comes; resolves with its counts. */
function run({ name, call: [program, ...args], count }) {
  console.log(`\n── ${name}`);
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      shell: process.platform === 'win32',
      // npx repeats npm's warnings about its own configuration before every suite.
      env: { ...process.env, NPM_CONFIG_LOGLEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const show = (stream) => (chunk) => {
      output += chunk;
      stream.write(chunk);
    };
    child.stdout.on('data', show(process.stdout));
    child.stderr.on('data', show(process.stderr));
    child.on('close', (code) => resolve({ output, ...count(output, code) }));
  });
}

function chosen(names) {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length === 0) return names.length ? suites.filter(({ name }) => names.includes(name)) : suites;
  console.error(`test: no suite "${unknown[0]}"; one of: ${suites.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const selected = chosen(process.argv.slice(2));
install(root);
const total = { passed: 0, failed: 0, skipped: 0 };
const rows = [];
const told = [];
for (const suite of selected) {
  const start = performance.now();
  const counts = await run(suite);
  if (inCi && counts.skipped) {
    console.error(`${suite.name}: ${counts.skipped} left out, which NABLA_CI=1 does not allow`);
    counts.failed += counts.skipped;
    counts.skipped = 0;
  }
  if (counts.failed) told.push(`\n── ${suite.name} failed\n${failures(counts.output)}`);
  for (const key of Object.keys(total)) total[key] += counts[key];
  rows.push({
    suite: suite.name,
    passed: counts.passed,
    failed: counts.failed,
    skipped: counts.skipped,
    seconds: Math.round((performance.now() - start) / 1000),
  });
}
for (const text of told) console.log(text);
console.table(rows);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed ? 1 : 0;
