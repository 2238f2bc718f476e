/** Runs VS Code's own server (from code-server) with the packed extension installed. Plain Node 20, no dependency. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A cold start takes about 3 s; a machine that is busy building may need ten times that. */
const START_LIMIT = 60_000;
/** How long the server's processes may take to end before they are killed, and then to be gone. */
const STOP_LIMIT = 5_000;

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** Resolves once `address` answers; throws where the server ends or the limit passes first. */
async function answering(address, server, words) {
  const deadline = Date.now() + START_LIMIT;
  while (Date.now() < deadline && server.exitCode === null) {
    const answer = await fetch(address, { redirect: 'manual' }).catch(() => undefined);
    if (answer && answer.status < 400) return;
    await delay(100);
  }
  throw new Error(`VS Code's server did not start:\n${words().trim().split('\n').slice(-8).join('\n')}`);
}

/** Sends a signal to all processes of a group; false once there are none left. */
function signal(group, name) {
  try {
    return process.kill(-group, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
    return false;
  }
}

/** Resolves when the group has no process left; false where some outlive the limit. */
async function gone(group) {
  for (const deadline = Date.now() + STOP_LIMIT; signal(group, 0); await delay(50))
    if (Date.now() > deadline) return false;
  return true;
}

/** Ends the server and all that it started (they share its process group); a training saves before it goes. */
async function stop({ pid: group }) {
  signal(group, 'SIGTERM');
  if (await gone(group)) return;
  signal(group, 'SIGKILL');
  await gone(group);
}

/** The folders of a VS Code that has never run, but for the user's `settings`. */
function profile(settings) {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-vscode-'));
  const [extensions, data] = ['extensions', 'data'].map((name) => join(folder, name));
  mkdirSync(extensions);
  mkdirSync(join(data, 'data', 'User'), { recursive: true });
  writeFileSync(join(data, 'data', 'User', 'settings.json'), JSON.stringify(settings));
  return {
    folder,
    extensions,
    flags: ['--extensions-dir', extensions, '--server-data-dir', data, '--telemetry-level', 'off'],
  };
}

/**
 * Installs `vsix` into a fresh profile and serves it on 127.0.0.1.
 * @param code what `codeServer()` returned.
 * @param settings the user's settings.json; `flags` are further flags of VS Code's server and `env` further variables
 *   of its processes, the extension host among them.
 * @returns the origin to open (`?folder=` chooses the folder), the server's pid, the folder of the installed extension,
 *   a promise of the server's end, and `stop`.
 */
export async function startServer(code, vsix, { settings = {}, flags = [], env = {} } = {}) {
  const { folder, extensions, flags: folders } = profile(settings);
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const license = '--accept-server-license-terms';
    const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
    execFileSync(code.node, [code.serverMain, license, ...folders, '--install-extension', vsix], options);
    const port = await freePort();
    const address = ['--host', '127.0.0.1', '--port', String(port)];
    const args = [code.serverMain, license, ...folders, ...address, ...flags];
    const server = spawn(code.node, args, { detached: true, env: { ...process.env, ...env } });
    let words = '';
    const keep = (chunk) => (words = `${words}${chunk}`.slice(-20_000));
    server.stdout.on('data', keep);
    server.stderr.on('data', keep);
    const end = () => stop(server).finally(remove);
    const origin = `http://127.0.0.1:${port}`;
    await answering(`${origin}/version`, server, () => words).catch(async (error) => {
      await end();
      throw error;
    });
    const extension = join(
      extensions,
      readdirSync(extensions, { withFileTypes: true }).find((entry) => entry.isDirectory()).name,
    );
    const ended = new Promise((resolve) => server.once('exit', resolve));
    return { origin, pid: server.pid, extension, ended, stop: end };
  } catch (error) {
    remove();
    throw error;
  }
}
