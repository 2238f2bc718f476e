/** Downloads from a server of our own, which misbehaves as the test says. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refusalOf } from './address';
import { cachedFolder, download } from './download';
import { downloadSets, type DownloadSet } from './sets';

const CONTENT = Buffer.from(Array.from({ length: 100_000 }, (_, index) => (index * 31) % 251));
const file = { name: 'x.bin', bytes: CONTENT.length, sha256: createHash('sha256').update(CONTENT).digest('hex') };

describe('a download', () => {
  let cache: string;
  let server: Server;
  let origin: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let asked: IncomingMessage[];
  /** Called as bytes have come in. */
  let arrived: () => unknown = () => null;
  const before = process.env.NABLA_CACHE_DIR;

  beforeEach(async () => {
    cache = mkdtempSync(join(tmpdir(), 'nabla-download-'));
    process.env.NABLA_CACHE_DIR = cache;
    asked = [];
    arrived = () => null;
    server = createServer((request, response) => {
      asked.push(request);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(cache, { recursive: true });
    if (before === undefined) delete process.env.NABLA_CACHE_DIR;
    else process.env.NABLA_CACHE_DIR = before;
  });

  const set = (...addresses: string[]): DownloadSet => ({
    id: 'test',
    title: '',
    origin: '',
    addresses,
    files: [file],
  });
  const folder = () => join(cache, 'data', 'test');
  const run = (one = set(`${origin}/`), signal = new AbortController().signal, allowed = [origin]) =>
    download(one, {
      signal,
      allowed,
      progress: () => {
        arrived();
      },
    });
  const whole = (_: IncomingMessage, response: ServerResponse) => response.end(CONTENT);
  const refused = async (pattern: RegExp, left: string[] = []) => {
    await assert.rejects(run(), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'download-failed');
      assert.match(error.message, pattern);
      assert.match(error.message, /x\.bin/);
      assert.ok(error.message.endsWith(`; call again later, or put x.bin into ${folder()} yourself`));
      assert.ok(!error.message.includes('\n'));
      return true;
    });
    assert.deepEqual(readdirSync(folder()), left);
  };

  it('lies in the cache, whole, and is not fetched again', async () => {
    answer = whole;
    const seen: number[] = [];
    const progress = ({ done }: { done: number }) => seen.push(done);
    assert.equal(
      await download(set(`${origin}/`), { signal: new AbortController().signal, allowed: [origin], progress }),
      folder(),
    );
    assert.deepEqual(readFileSync(join(folder(), 'x.bin')), CONTENT);
    assert.deepEqual(readdirSync(folder()), ['x.bin']);
    assert.equal(seen.at(-1), CONTENT.length);
    await run();
    assert.equal(asked.length, 1);
    writeFileSync(join(folder(), 'x.bin'), 'another');
    await run();
    assert.deepEqual(readFileSync(join(folder(), 'x.bin')), CONTENT);
  });

  it('that was cut off is gone on with, or begun again where the server cannot', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': CONTENT.length });
      response.write(CONTENT.subarray(0, 40_000));
      arrived = () => response.destroy();
    };
    await refused(/ended after \d+ of 100000 bytes/, ['.tmp-x.bin']);
    answer = ({ headers }, response) => {
      const from = Number(/^bytes=(\d+)-$/.exec(headers.range!)![1]);
      assert.ok(from > 0 && from <= 40_000);
      response.writeHead(206, { 'content-range': `bytes ${from}-99999/100000` }).end(CONTENT.subarray(from));
    };
    await run();
    assert.deepEqual(readFileSync(join(folder(), 'x.bin')), CONTENT);
    rmSync(join(folder(), 'x.bin'));
    writeFileSync(join(folder(), '.tmp-x.bin'), CONTENT.subarray(0, 10));
    answer = whole;
    await run();
    assert.deepEqual(readFileSync(join(folder(), 'x.bin')), CONTENT);
  });

  it('with a wrong hash, too short, too long, endless or of another length is refused, and leaves nothing', async () => {
    answer = (_, response) => response.end(Buffer.from(CONTENT).fill(0, 5, 9));
    await refused(/is another file: its SHA-256/);
    answer = (_, response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' });
      response.end(Buffer.concat([CONTENT, Buffer.from('x')]));
    };
    await refused(/goes on after its 100000 bytes/);
    answer = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write(CONTENT));
      };
      response.on('drain', more);
      more();
    };
    await refused(/goes on after its 100000 bytes/);
    answer = (_, response) => response.end(CONTENT.subarray(1));
    await refused(/has 99999 bytes where 100000 are expected/);
    answer = (_, response) => response.writeHead(404).end();
    await refused(/answers with status 404/);
    answer = (_, response) => response.writeHead(206, { 'content-range': 'bytes 5-9/10' }).end('12345');
    await refused(/another part/);
  });

  it('that leads to this machine, its network or its files is refused', async () => {
    const targets = {
      'file:///etc/passwd': /redirects to file:\/\/\/etc\/passwd, which is no https: address/,
      'http://example.com/x.bin': /is no https: address/,
      'https://localhost/x.bin': /leads to this machine/,
      'https://127.0.0.1:1/x.bin': /leads to this machine/,
      'https://[::1]/': /leads to this machine/,
      'https://10.1.2.3/': /leads to this machine or its network/,
      'http://[': /redirects to no address/,
      '/x.bin': /redirects more than 5 times/,
    };
    for (const [location, pattern] of Object.entries(targets)) {
      answer = (_, response) => response.writeHead(302, { location }).end();
      await refused(pattern);
    }
    answer = whole;
    const nowhere = run(set(`${origin}/`), new AbortController().signal, []);
    await assert.rejects(nowhere, /is no https: address/);
    for (const host of ['[::ffff:127.0.0.1]', '169.254.1.1', '0.0.0.0', 'x.localhost', '[fd00::1]']) {
      assert.ok(refusalOf(new URL(`https://${host}/`), []), host);
    }
    assert.equal(refusalOf(new URL('https://93.184.216.34/'), []), null);
  });

  it('follows a redirect, and tries the next address where one has it not', async () => {
    answer = ({ url }, response) => {
      if (url === '/gone/x.bin') response.writeHead(404).end();
      else if (url === '/here/x.bin') response.writeHead(302, { location: '/there' }).end();
      else response.end(CONTENT);
    };
    await run(set(`${origin}/gone/`, `${origin}/here/`));
    assert.deepEqual(
      asked.map(({ url }) => url),
      ['/gone/x.bin', '/here/x.bin', '/there'],
    );
  });

  it('that the disk refuses says so, and asks no other address', async () => {
    answer = whole;
    const refusals = [
      {
        code: 'EISDIR',
        make: (path: string) => {
          mkdirSync(path);
        },
      },
      ...(existsSync('/dev/full')
        ? [
            {
              code: 'ENOSPC',
              make: (path: string) => {
                symlinkSync('/dev/full', path);
              },
            },
          ]
        : []),
    ];
    for (const { code, make } of refusals) {
      asked = [];
      mkdirSync(folder(), { recursive: true });
      make(join(folder(), '.tmp-x.bin'));
      await assert.rejects(run(set(`${origin}/`, `${origin}/other/`)), (error: Error & { code?: string }) => {
        assert.equal(error.code, 'unwritable-cache');
        assert.ok(error.message.startsWith(`${folder()} cannot keep the data (${code}: `), error.message);
        assert.match(error.message, /; free space there, or set NABLA_CACHE_DIR to another folder$/);
        return true;
      });
      assert.equal(asked.length, 1);
      rmSync(folder(), { recursive: true });
    }
  });

  it('without a network says so in one line; stopped, it goes on when it is called again', async () => {
    answer = (_, response) => response.destroy();
    await refused(/cannot be reached \(socket hang up\)/);
    const stop = new AbortController();
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': CONTENT.length });
      response.write(CONTENT.subarray(0, 50_000), () => {
        stop.abort();
      });
    };
    await assert.rejects(run(set(`${origin}/`), stop.signal), /stopped; call again to go on with x\.bin/);
    assert.ok(!existsSync(join(folder(), 'x.bin')));
  });
});

describe('the public data sets', () => {
  it('are fetched from public hosts and checked by sizes and hashes', () => {
    for (const { addresses, files } of downloadSets) {
      for (const address of addresses) assert.equal(refusalOf(new URL(address), []), null);
      for (const { bytes, sha256 } of files) {
        assert.ok(bytes > 0);
        assert.match(sha256, /^[0-9a-f]{64}$/);
      }
    }
  });

  it('that are not there, or not whole, say what is missing and how to get it', () => {
    const before = process.env.NABLA_CACHE_DIR;
    const cache = mkdtempSync(join(tmpdir(), 'nabla-cache-'));
    process.env.NABLA_CACHE_DIR = cache;
    try {
      assert.throws(() => cachedFolder('mnist'), /call nabla download mnist, or set data\.path/);
      mkdirSync(join(cache, 'data/mnist'), { recursive: true });
      writeFileSync(join(cache, 'data/mnist/.tmp-x'), 'begun');
      assert.throws(() => cachedFolder('mnist'), /is not on this machine/);
      for (const { id, files, unpacked } of downloadSets) {
        const folder = join(cache, 'data', id);
        mkdirSync(folder, { recursive: true });
        const put = (name: string, bytes: number) => {
          writeFileSync(join(folder, name), '');
          truncateSync(join(folder, name), bytes);
        };
        // An archive alone is nothing that can be read.
        if (unpacked) for (const { name, bytes } of files) put(name, bytes);
        for (const { name, bytes } of unpacked ?? files) {
          assert.throws(() => cachedFolder(id), new RegExp(`; call nabla download ${id}, or set data\\.path`));
          put(name, bytes ?? 1);
        }
        assert.equal(cachedFolder(id), folder);
        const { name, bytes } = (unpacked ?? files)[1]!;
        put(name, bytes! - 1);
        assert.throws(
          () => cachedFolder(id),
          new RegExp(`not whole: .*${name} has ${bytes! - 1} of ${bytes!} bytes; call`),
        );
        rmSync(join(folder, name));
        assert.throws(() => cachedFolder(id), new RegExp(`not whole: .* has no ${name}; call`));
      }
    } finally {
      rmSync(cache, { recursive: true });
      if (before === undefined) delete process.env.NABLA_CACHE_DIR;
      else process.env.NABLA_CACHE_DIR = before;
    }
  });
});
