/** How the language server's process ends, and that it leaves nothing behind. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { START_MILLISECONDS } from './network';

const SERVER = join(__dirname, '..', '..', 'language-server', 'server.ts');

describe('the language server ends', function () {
  this.timeout(START_MILLISECONDS);

  /** A server that has answered `initialize`. */
  async function started(): Promise<{ server: ChildProcess; connection: ReturnType<typeof createMessageConnection> }> {
    const server = spawn(process.execPath, ['--require', 'tsx/cjs', SERVER, '--stdio']);
    const connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.listen();
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
    return { server, connection };
  }

  it('with code 0 once it was asked to shut down, with 1 where it was not', async () => {
    for (const polite of [true, false]) {
      const { server, connection } = await started();
      const exit = once(server, 'exit');
      if (polite) await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      assert.deepEqual(await exit, [polite ? 0 : 1, null]);
      connection.dispose();
    }
  });

  it('when its editor is gone', async () => {
    const { server, connection } = await started();
    const exit = once(server, 'exit');
    connection.dispose();
    server.stdin!.end();
    const [code, signal] = (await exit) as [number | null, string | null];
    assert.equal(signal, null);
    assert.equal(code, 1);
  });

  it('killed while it shuts down: the connection closes, and the next server answers', async () => {
    const { server, connection } = await started();
    const closed = new Promise<void>((resolve) => {
      connection.onClose(resolve);
    });
    const refused = connection.sendRequest('shutdown').then(
      () => null,
      (error: unknown) => error,
    );
    server.kill('SIGKILL');
    await closed;
    connection.dispose();
    await refused;
    const next = await started();
    assert.equal(await next.connection.sendRequest('shutdown'), null);
    await next.connection.sendNotification('exit');
    assert.deepEqual(await once(next.server, 'exit'), [0, null]);
  });
});
