/**
 * The engine's process: forked by a host, it trains one run at a time and tells of it over the pipe.
 * It outlives a failed run, saves when it is asked to stop or terminate, and never outlives its host.
 */
import { Control } from '../training/control';
import type { TrainRequest } from '../training/plan';
import { train } from '../training/session';
import { catalogue } from './catalogue';
import { Outbox } from './outbox';
import { problemOf } from './problem';
import { decodeRequest, PROTOCOL_VERSION, type EngineEvent, type EngineRequest } from './protocol';

let running: Control | undefined;
let leaving = false;

const outbox = new Outbox((event, taken) => {
  // A failed send means that the host is gone: the disconnect that follows saves and ends the run.
  process.send!(event, undefined, undefined, taken);
});

function send(event: EngineEvent): void {
  if (process.connected) outbox.send(event);
}

const refuse = (code: string, message: string): void => {
  send({ type: 'error', code, message });
};

async function run(request: TrainRequest): Promise<void> {
  const control = new Control();
  running = control;
  try {
    await train(request, { emit: send, control, attended: request.attended ?? true });
  } catch (error) {
    const { code, message } = problemOf(error);
    refuse(code, message);
  } finally {
    running = undefined;
    if (leaving) process.exit(0);
  }
}

function serve(request: EngineRequest): void {
  switch (request.type) {
    case 'ping':
      send({ type: 'pong', at: request.at });
      break;
    case 'list':
      send(catalogue());
      break;
    case 'stop':
      running?.stop();
      break;
    case 'pause':
      running?.pause();
      break;
    case 'resume':
      running?.resume();
      break;
    case 'setLearningRate':
      running?.setLearningRate(request.learningRate);
      break;
    case 'train':
      if (running) refuse('busy', 'a run is in progress; stop it, or wait for its end, then start the next');
      else void run(request);
  }
}

/** Saves what is running, then ends this process. */
function leave(): void {
  leaving = true;
  if (running) running.stop();
  else process.exit(0);
}

function receive(message: unknown): void {
  const request = decodeRequest(message);
  if (request.ok) serve(request.value);
  else refuse('malformed-message', `a message to the engine was not understood: ${request.problem}`);
}

if (process.send) {
  process.on('message', receive);
  process.on('disconnect', leave);
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  send({ type: 'ready', version: PROTOCOL_VERSION, pid: process.pid });
} else {
  process.stderr.write('nabla: the engine is started by its host; to train from a terminal, use `nabla train`\n');
  process.exit(2);
}
