import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { after, before, describe, it } from 'mocha';
import { createAnalyzer, type Analyzer, type Finding } from '../language-server/analysis';
import type { Language } from '../language-server/syntax/program';
import { expand, type Snippet } from './expand';

/** Debian's PyTorch belongs to Debian's Python. */
const PYTHON = '/usr/bin/python3';

/** One run of a program with few samples and one epoch; Python's imports take most of it. */
const RUN_MILLISECONDS = 120_000;

const FRAMEWORKS: Readonly<Record<string, { language: Language; ending: string }>> = {
  pytorch: { language: 'python', ending: 'py' },
  keras: { language: 'python', ending: 'py' },
  tfjs: { language: 'javascript', ending: 'mjs' },
};

interface Inserted {
  readonly title: string;
  readonly framework: string;
  readonly prefix: readonly string[];
  readonly text: string;
}

function inserted(framework: string): Inserted[] {
  const file = join(__dirname, `${framework}.json`);
  const snippets = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>;
  return Object.entries(snippets).map(([title, snippet]) => ({
    title,
    framework,
    prefix: snippet.prefix,
    text: expand(snippet),
  }));
}

const all = Object.keys(FRAMEWORKS).flatMap(inserted);

/** Few samples and one epoch: what a run shows does not depend on how long it is. */
function shortened(text: string): string {
  return text.replace(/\b(samples = )\d+/, '$18').replace(/\b(epochs = )\d+/, '$11');
}

/** The number that a layer takes from the one before it, off by one: PyTorch crashes on it when it runs. */
function withWrongNumber(text: string): string {
  return text.replace(/(nn\.Linear\()(\d+)(, 10\))/, (_, open: string, size: string, rest: string) => {
    return `${open}${Number(size) + 1}${rest}`;
  });
}

/** The one package that tutorials import, made of those that are installed here. */
const tfjs: Plugin = {
  name: 'tfjs',
  setup(plugins) {
    const packages = ['tfjs-core', 'tfjs-layers', 'tfjs-backend-cpu'].map((name) => `@tensorflow/${name}`);
    const contents = packages.map((name) => `export * from '${name}';`).join('\n');
    plugins.onResolve({ filter: /^@tensorflow\/tfjs$/ }, () => ({ path: 'tfjs', namespace: 'union' }));
    plugins.onLoad({ filter: /.*/, namespace: 'union' }, () => ({ contents, resolveDir: __dirname }));
  },
};

const hasTorch = existsSync(PYTHON) && spawnSync(PYTHON, ['-c', 'import torch']).status === 0;

describe('snippets', () => {
  let analyzer: Analyzer;
  let folder: string;

  before(async () => {
    analyzer = await createAnalyzer();
    folder = mkdtempSync(join(tmpdir(), 'nabla-snippets-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function check({ framework, text }: Inserted): Finding[] {
    const { language, ending } = FRAMEWORKS[framework]!;
    return analyzer.analyze({ path: `snippet.${ending}`, language, text }).findings;
  }

  function write({ framework, prefix }: Inserted, text: string): string {
    const path = join(folder, `${framework}-${prefix[0]!}.${FRAMEWORKS[framework]!.ending}`);
    writeFileSync(path, text);
    return path;
  }

  it('scaffold an MLP and a CNN in each framework, under one prefix and under one of its own', () => {
    for (const framework of Object.keys(FRAMEWORKS)) {
      const prefixes = inserted(framework).flatMap(({ prefix }) => prefix);
      for (const prefix of ['nabla-mlp', 'nabla-cnn']) {
        assert.ok(prefixes.includes(prefix) && prefixes.includes(`${prefix}-${framework}`), `${framework} ${prefix}`);
      }
      assert.equal(new Set(prefixes).size, prefixes.length);
    }
  });

  it('leave no tab stop behind', () => {
    for (const { title, text } of all) assert.doesNotMatch(text, /\$(?:\d|\{\d)/, title);
  });

  for (const snippet of all) {
    it(`${snippet.title} passes our own checker`, () => {
      assert.deepEqual(check(snippet), []);
    });
  }

  for (const snippet of all.filter(({ text }) => withWrongNumber(text) !== text)) {
    it(`${snippet.title} with a wrong number does not`, () => {
      const text = withWrongNumber(snippet.text);
      assert.deepEqual(
        check({ ...snippet, text }).map(({ severity }) => severity),
        ['error'],
      );
    });
  }

  for (const snippet of all.filter(({ framework }) => framework === 'pytorch')) {
    it(`${snippet.title} runs, and with a wrong number does not`, function () {
      this.timeout(RUN_MILLISECONDS);
      if (!hasTorch && process.env.NABLA_CI !== '1') {
        console.log(`      left out: ${PYTHON} cannot import torch; Debian's package is python3-torch`);
        this.skip();
      }
      const run = (text: string) => spawnSync(PYTHON, [write(snippet, shortened(text))], { encoding: 'utf8' });
      const { status, stderr } = run(snippet.text);
      assert.equal(status, 0, stderr);
      const wrong = withWrongNumber(snippet.text);
      if (wrong !== snippet.text) assert.match(run(wrong).stderr, /shapes cannot be multiplied/);
    });
  }

  for (const snippet of all.filter(({ framework }) => framework === 'tfjs')) {
    it(`${snippet.title} runs`, async function () {
      this.timeout(RUN_MILLISECONDS);
      const entry = write(snippet, shortened(snippet.text));
      const outfile = entry.replace(/\.mjs$/, '.cjs');
      await build({
        entryPoints: [entry],
        outfile,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        logLevel: 'error',
        plugins: [tfjs],
      });
      const { status, stdout, stderr } = spawnSync(process.execPath, [outfile], { encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      assert.match(stdout, /1 \{[^]*val_loss: \d/);
    });
  }
});
