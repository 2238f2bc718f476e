import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { serverEnvironment } from './contract';

describe("the server's process", () => {
  it('is told where to keep what it finds, and of no certificates', () => {
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: 'certificates.pem', ...serverEnvironment('folder') };
    const shown = '[process.env.NABLA_CACHE_DIR, "NODE_EXTRA_CA_CERTS" in process.env].join()';
    assert.equal(execFileSync(process.execPath, ['--print', shown], { env, encoding: 'utf8' }), 'folder,false\n');
  });
});
