import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { EngineEvent, EngineRequest } from '../../engine/process/protocol';
import { decodeEvent, PROTOCOL_VERSION } from '../../engine/process/protocol';
import { Signal } from '../runs/signal';
import { environment } from './environment';
import type { Exit } from './exit';
import { Heartbeat } from './heartbeat';

const PING_EVERY_MS = 1000;
/** A stop saves a checkpoint first; a process that answers pings may take this long over it. */
const SAVE_MS = 30_000;
/**
 * A process that has not answered for this long is called busy: steps and saves are far shorter. One that answers
 * neither pings nor a stop is terminated after this, and killed after as long again.
 */
const GRACE_MS = 5000;
/** How long the last words of a process that has ended may be on their way. */
const LAST_WORDS_MS = 500;
/** Enough of stderr for the cause of a crash, however much it wrote. */
const STDERR_TAIL = 8192;

/**
 * An engine's process: typed messages over its pipe, a heartbeat, and an end that is always told.
 * It never starts itself again: training that loops by itself helps nobody.
 */
export class EngineProcess {
  readonly event = new Signal<EngineEvent>();
  /** Seconds without an answer while the process lives; 0 when it answers again. */
  readonly silence = new Signal<number>();
  readonly exit = new Signal<Exit>();
  readonly #child: ChildProcess;
  readonly #heartbeat = new Heartbeat();
  readonly #pinging: NodeJS.Timeout;
  readonly #timers: NodeJS.Timeout[] = [];
  #waiting: EngineRequest[] | undefined = [];
  #stderr = '';
  #wasBusy = false;
  #isOver = false;

  /** @param module the engine's bundle @param where its folder, and variables beside the inherited ones @param log takes what the process prints and what could not be decoded @param grace milliseconds without an answer after which a process is called busy, and after which one that is to end is ended */
  constructor(
    module: string,
    where: { cwd: string; variables?: NodeJS.ProcessEnv },
    private readonly log: (line: string) => void,
    private readonly grace = GRACE_MS,
  ) {
    this.#child = fork(module, [], {
      cwd: where.cwd,
      env: environment(where.variables),
      execArgv: [],
      serialization: 'json',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.on('message', (message) => {
      this.#receive(message);
    });
    this.#child.on('error', (error) => {
      this.#ended({ code: null, signal: null, stderr: error.message });
    });
    this.#child.on('exit', (code, signal) => {
      this.#collectLastWords(() => {
        this.#ended({ code, signal, stderr: this.#stderr });
      });
    });
    this.#child.stdout?.on('data', (data: Buffer) => {
      this.log(data.toString().trimEnd());
    });
    this.#child.stderr?.on('data', (data: Buffer) => {
      this.#complain(data.toString());
    });
    this.#pinging = setInterval(() => {
      this.#ping();
    }, PING_EVERY_MS);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Sends a request, as soon as the process is ready for it. */
  send(request: EngineRequest): void {
    if (this.#waiting) this.#waiting.push(request);
    else this.#post(request);
  }

  /** Asks to save and stop; a process that hangs is terminated, then killed. */
  stop(): void {
    this.send({ type: 'stop' });
    this.#after(this.grace, () => {
      if (this.#isHanging()) this.terminate();
    });
    this.#after(SAVE_MS, () => {
      this.terminate();
    });
  }

  /** Ends it without a save, by force if need be. */
  terminate(): void {
    this.#child.kill('SIGTERM');
    this.#after(this.grace, () => this.#child.kill('SIGKILL'));
  }

  /** Closes the pipe: the engine saves what it does and exits, as it does when its host dies. */
  dispose(): void {
    clearInterval(this.#pinging);
    if (this.#child.connected) this.#child.disconnect();
  }

  #post(request: EngineRequest): void {
    if (!this.#child.connected) return;
    this.#child.send(request, (error) => {
      if (error) this.log(`The engine's pipe: ${error.message}`);
    });
  }

  #after(milliseconds: number, action: () => void): void {
    this.#timers.push(setTimeout(action, milliseconds).unref());
  }

  #isHanging(): boolean {
    const neverAnswered = this.#waiting !== undefined;
    return neverAnswered || this.#heartbeat.silence(performance.now()) >= this.grace - 2 * PING_EVERY_MS;
  }

  #ping(): void {
    const now = performance.now();
    const silence = this.#heartbeat.silence(now);
    const isBusy = silence >= this.grace;
    if (isBusy || this.#wasBusy) this.silence.fire(isBusy ? Math.round(silence / 1000) : 0);
    this.#wasBusy = isBusy;
    this.#heartbeat.sent(now);
    this.#post({ type: 'ping', at: now });
  }

  #receive(message: unknown): void {
    const decoded = decodeEvent(message);
    if (!decoded.ok) {
      this.log(`The engine sent a message that is not of the protocol: ${decoded.problem}`);
      return;
    }
    const event = decoded.value;
    if (event.type === 'pong') {
      this.#heartbeat.answered();
      return;
    }
    if (event.type === 'ready') {
      this.#greet(event.version);
      return;
    }
    this.event.fire(event);
  }

  #greet(version: number): void {
    if (version !== PROTOCOL_VERSION) {
      const message = `The engine speaks version ${version} of the protocol, this extension ${PROTOCOL_VERSION}; reinstall the extension.`;
      this.event.fire({ type: 'error', code: 'protocol-version', message });
      this.terminate();
      return;
    }
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    for (const request of waiting) this.send(request);
  }

  /** What was written before the exit may arrive after it. ('close' would tell, but not after a disconnect.) */
  #collectLastWords(then: () => void): void {
    const { stderr } = this.#child;
    if (!stderr || stderr.closed) {
      then();
      return;
    }
    stderr.once('close', then);
    setTimeout(then, LAST_WORDS_MS);
  }

  #complain(text: string): void {
    this.#stderr = (this.#stderr + text).slice(-STDERR_TAIL);
    this.log(text.trimEnd());
  }

  #ended(exit: Exit): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#pinging);
    for (const timer of this.#timers) clearTimeout(timer);
    this.exit.fire(exit);
  }
}
