/** A training in a process of its own: the forked engine, driven to its end. */
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Heartbeat } from './heartbeat';
import { decodeEvent, PROTOCOL_VERSION, type EngineEvent, type EngineRequest } from './protocol';

type Done = Extract<EngineEvent, { type: 'done' }>;

/** How it ended. A crash is an end without a word: killed, out of memory, native code that failed. */
export type End =
  | { type: 'done'; event: Done }
  | { type: 'failed'; code: string; message: string }
  | { type: 'crashed'; message: string };

export interface Apart {
  end: Promise<End>;
  /** Saves and stops. */
  stop(): void;
}

/** Enough of stderr for the cause of a crash. */
const STDERR_TAIL = 2048;

/** How long the last words of a process that has ended may be on their way. */
const LAST_WORDS_MS = 200;

/** Lies beside what this file is bundled into, or is run from its source. */
function engine(): { module: string; execArgv: string[] } {
  const bundled = join(__dirname, 'engine.js');
  if (existsSync(bundled)) return { module: bundled, execArgv: [] };
  return { module: join(__dirname, 'main.ts'), execArgv: ['--require', 'tsx/cjs'] };
}

function crash(code: number | null, signal: NodeJS.Signals | null, stderr: string): End {
  const how = signal ? `was ended by ${signal}` : `ended with exit code ${code ?? 'unknown'}`;
  const words = stderr.trim().split('\n').at(-1);
  return { type: 'crashed', message: `its process ${how}${words ? ` (${words})` : ''}` };
}

/**
 * @param threads that it computes with; the cores are shared among those that train at once
 * @param heartbeat milliseconds, where other than a heartbeat's own
 */
export function trainApart(
  request: Extract<EngineRequest, { type: 'train' }>,
  threads: number,
  watch: (event: EngineEvent) => void,
  heartbeat: { every?: number; patience?: number } = {},
): Apart {
  const { module, execArgv } = engine();
  const child = fork(module, [], {
    execArgv,
    env: { ...process.env, OMP_NUM_THREADS: String(threads) },
    serialization: 'json',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let end: End | undefined;
  let isStopped = false;
  let stderr = '';
  const send = (message: EngineRequest) => {
    // One that is gone is told of by its exit.
    if (child.connected) child.send(message, () => undefined);
  };
  const ask = () => {
    send({ type: 'ping', at: 0 });
  };
  const kill = (seconds: number) => {
    end ??= { type: 'crashed', message: `its process has not answered for ${seconds} s, and was ended` };
    child.kill('SIGKILL');
  };
  const heart = new Heartbeat(ask, kill, heartbeat.every, heartbeat.patience);
  const finish = (how: End) => {
    end ??= how;
    if (child.connected) child.disconnect();
  };
  const greet = (version: number) => {
    if (version !== PROTOCOL_VERSION) finish(otherVersion(version));
    else if (isStopped) finish({ type: 'crashed', message: 'it was stopped before it began' });
    // Nobody is here to mend what would pause it: it ends, and says why.
    else send({ ...request, attended: false });
  };
  child.on('message', (message) => {
    heart.answered();
    const decoded = decodeEvent(message);
    if (!decoded.ok) return;
    const event = decoded.value;
    if (event.type === 'ready') greet(event.version);
    else if (event.type === 'done') finish({ type: 'done', event });
    else if (event.type === 'error') finish({ type: 'failed', code: event.code, message: event.message });
    watch(event);
  });
  child.stderr?.on('data', (data: Buffer) => (stderr = (stderr + data.toString()).slice(-STDERR_TAIL)));
  return {
    end: new Promise((settle) => {
      child.on('error', (error) => {
        heart.stop();
        settle((end ??= { type: 'crashed', message: `its process cannot start (${error.message})` }));
      });
      // 'close' would tell that stderr has ended, but does not come after a disconnect.
      child.on('exit', (code, signal) => {
        heart.stop();
        const tell = () => {
          settle(end ?? crash(code, signal, stderr));
        };
        if (end || child.stderr!.closed) tell();
        else setTimeout(tell, LAST_WORDS_MS);
      });
    }),
    stop() {
      isStopped = true;
      send({ type: 'stop' });
    },
  };
}

const otherVersion = (version: number): End => ({
  type: 'failed',
  code: 'protocol-version',
  message: `the engine speaks version ${version} of the protocol, not ${PROTOCOL_VERSION}: build anew`,
});
