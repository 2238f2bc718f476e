/** An npm registry on this machine that has one package: what a test packed. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

interface Manifest {
  name: string;
  version: string;
}

/** Packs the package in `folder`. */
function pack(folder: string): Buffer {
  const output = execFileSync('npm', ['pack', '--json'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ filename }] = JSON.parse(output) as [{ filename: string }];
  return readFileSync(join(folder, filename));
}

/** Serves the package in `folder` on 127.0.0.1. */
export async function serveRegistry(folder: string): Promise<{ address: string; server: Server }> {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const archive = pack(folder);
  const server = createServer((request, response) => {
    if (request.url?.endsWith('.tgz')) {
      response.end(archive);
      return;
    }
    const { name, version } = manifest;
    const dist = { tarball: `${address}/package.tgz` };
    const isKnown = decodeURIComponent(request.url ?? '') === `/${name}`;
    response.statusCode = isKnown ? 200 : 404;
    response.end(
      JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address, server };
}
