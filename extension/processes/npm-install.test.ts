/** With a real npm, on a package that the tests pack: nothing here needs a network. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { relevantLine } from './npm';
import { installPackage } from './npm-install';

/** What the package's install script does. */
const SCRIPTS = {
  works: `console.log('* Downloading'); require('fs').writeFileSync('library.node', 'whole');`,
  fails: `setTimeout(() => { throw new Error('getaddrinfo ENOTFOUND example.invalid'); }, 10);`,
  hangs: `console.log('hanging'); setInterval(() => {}, 1000);`,
};

describe('installing a package with npm', function () {
  this.timeout(60_000);
  let root: string;
  let folder: string;
  let lines: string[];
  before(() => (root = mkdtempSync(join(tmpdir(), 'nabla-npm-'))));
  after(() => {
    rmSync(root, { recursive: true });
  });
  beforeEach(() => {
    folder = join(mkdtempSync(join(root, 'storage-')), 'package');
    lines = [];
  });

  /** A tarball of a package with that install script, as package.json names it. */
  function packed(script: keyof typeof SCRIPTS): string {
    const source = join(root, script);
    mkdirSync(source, { recursive: true });
    const manifest = { name: 'stand-in', version: '1.0.0', scripts: { install: 'node install.js' } };
    writeFileSync(join(source, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(source, 'install.js'), SCRIPTS[script]);
    execFileSync('npm', ['pack', '--silent'], { cwd: source });
    return `file:${join(source, 'stand-in-1.0.0.tgz')}`;
  }

  interface Options {
    abort?: AbortController;
    env?: NodeJS.ProcessEnv;
    onLine?: (line: string) => void;
    lack?: string;
  }

  const install = (version: string, { abort = new AbortController(), env = {}, onLine, lack }: Options = {}) =>
    installPackage(
      { name: 'stand-in', version, folder, lack: () => Promise.resolve(lack) },
      {
        onLine: (line) => {
          lines.push(line);
          onLine?.(line);
        },
        signal: abort.signal,
        env: { ...process.env, npm_config_offline: 'true', ...env },
      },
    );

  const neighbours = () => readdirSync(join(folder, '..'));
  const library = () => join(folder, 'node_modules/stand-in/library.node');

  it('runs its install script, even where npm is told not to, and shows what it prints', async () => {
    await install(packed('works'), { env: { npm_config_ignore_scripts: 'true' } });
    assert.equal(readFileSync(library(), 'utf8'), 'whole');
    assert.ok(lines.includes('* Downloading'), lines.join('\n'));
    assert.deepEqual(neighbours(), ['package']);
  });

  it('replaces what was there, and removes what a process that died left', async () => {
    const pid = deadProcess();
    for (const name of ['package', `package.partial-${pid}`, `package.old-${pid}`, `package.partial-${process.ppid}`]) {
      mkdirSync(join(folder, '..', name));
      writeFileSync(join(folder, '..', name, 'old'), '');
    }
    await install(packed('works'));
    assert.ok(existsSync(library()));
    assert.ok(!existsSync(join(folder, 'old')));
    assert.deepEqual(neighbours(), ['package', `package.partial-${process.ppid}`]);
  });

  /** What goes wrong → how it is called, and what is said about it. */
  const failures: Record<string, [() => Promise<void>, RegExp]> = {
    'an install script that throws': [
      () => install(packed('fails')),
      /^npm failed \(Error: getaddrinfo ENOTFOUND example\.invalid\): check the network, then try again$/,
    ],
    'no network': [
      () => install('1.0.0', { env: { npm_config_offline: 'false', ...deadRegistry } }),
      /^npm failed \(.*ECONNREFUSED.*\): check the network/,
    ],
    'no npm': [() => install('1.0.0', { env: { PATH: root } }), /^npm was not found: install Node\.js/],
    'a library that is missing all the same': [
      () => install(packed('works'), { lack: 'its library is missing' }),
      /^npm ended well, but its library is missing: see the log/,
    ],
  };
  for (const [what, [call, expected]] of Object.entries(failures)) {
    it(`leaves what was there after ${what}`, async () => {
      mkdirSync(folder);
      writeFileSync(join(folder, 'old'), '');
      await assert.rejects(call, (error: Error) => expected.test(error.message) || assert.fail(error.message));
      assert.deepEqual(readdirSync(folder), ['old']);
      assert.deepEqual(neighbours(), ['package']);
    });
  }

  it('is cancelled with all that npm started, and leaves nothing', async () => {
    const abort = new AbortController();
    const onLine = (line: string) => {
      if (line === 'hanging') abort.abort();
    };
    // It ends when every process that holds npm's output has ended: were the script left running, it would not.
    await assert.rejects(install(packed('hangs'), { abort, onLine }), { name: 'AbortError' });
    assert.deepEqual(neighbours(), []);
  });

  it('refuses to run twice at once', async () => {
    const version = packed('works');
    const ends = await Promise.allSettled([install(version), install(version)]);
    // Either may be the first to begin.
    const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []));
    assert.equal(reasons.length, 1);
    assert.match(reasons[0]!, /is being installed already/);
  });
});

/** A registry that nothing answers for: the port is never listened on. */
const deadRegistry = { npm_config_registry: 'http://127.0.0.1:1', npm_config_fetch_retries: '0' };

/** The id of a process that has ended. */
const deadProcess = (): number => Number(execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }));

describe('the line of npm that matters', () => {
  it("is npm's own cause where no script threw", () => {
    const output = ['npm error code E404', 'npm error 404 Not Found - GET /x', 'npm error A complete log of this run'];
    assert.equal(relevantLine(output), '404 Not Found - GET /x');
    assert.equal(
      relevantLine(['npm ERR! code EACCES', 'npm ERR! syscall mkdir', 'npm ERR! no permission']),
      'no permission',
    );
  });

  it('is the last one where none says a cause', () => {
    assert.equal(relevantLine(['Killed', '']), 'Killed');
    assert.equal(relevantLine([]), undefined);
  });
});
