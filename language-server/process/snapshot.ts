/**
 * What Node runs to make a snapshot of the server (`--build-snapshot`): its code, compiled by having answered once, with
 * the tables that that made; a start from the snapshot goes on from there.
 * https://nodejs.org/docs/latest-v20.x/api/cli.html#--build-snapshot
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startupSnapshot } from 'node:v8';
import { load } from '../kept-code';
import type * as Server from '../serve';
import { ALIVE, setServerFlags } from './flags';

const STDIN = 0;

const { exports: server } = load<typeof Server>(join(__dirname, 'server-code.js'), require, undefined);

void server.warmUp(readFileSync(STDIN, 'utf8'));

startupSnapshot.setDeserializeMainFunction(() => {
  setServerFlags();
  process.send?.(ALIVE);
  void server.serve();
});
