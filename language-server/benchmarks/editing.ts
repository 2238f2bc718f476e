/** How long an editor waits for the language server: started as the extension starts it, spoken to as an editor speaks. */
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { snapshotPath, startServer } from '../process/contract';
import { modelFile } from './model-file';
import { programArguments } from './program';
import { most, type Row } from './row';

/** In milliseconds: what is felt as immediate while typing, and when a file is opened. */
const BARS = { edit: 30, cold: 300, hover: 10, hints: 10 };

/** Waiting is judged by its worst twentieth. */
const [MEDIAN, WORST] = [0.5, 0.95];

/** Edits before the first that counts: the code of the server is compiled in them. */
const WARM_UP = 5;

/** Milliseconds in which what is kept is there, and between two looks. */
const [KEPT_WITHIN, LOOK] = [60_000, 100];

const URI = 'file:///benchmark/model.py';

export async function measureEditing(lines: number, edits: number): Promise<Row[]> {
  const cache = mkdtempSync(join(tmpdir(), 'nabla-bench-'));
  const text = modelFile(lines);
  try {
    // The first start of all compiles the code, which later ones find; an editor that is opened is a later one.
    const compiling = await converse(cache, text, async (talk, start) => {
      const first = await opened(talk, start);
      await hasKept(cache);
      return first;
    });
    return await converse(cache, text, (talk, start) => measure(talk, { start, edits, compiling }));
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

/** Starts a server that keeps its code in a folder, and ends it as editors do, so that it does. */
async function converse<T>(
  cache: string,
  text: string,
  act: (talk: Conversation, start: number) => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const [module, ...execArgv] = programArguments('server').reverse();
  const server = await startServer(module!, cache, execArgv.reverse());
  server.stdout?.resume();
  server.stderr?.pipe(process.stderr);
  const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
  connection.listen();
  try {
    await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
    await connection.sendNotification('initialized', {});
    const result = await act(new Conversation(connection, text), start);
    const ended = once(server, 'exit');
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    await ended;
    return result;
  } finally {
    connection.dispose();
    server.kill();
  }
}

/** Waits until a server that runs has kept what later starts find; editors are open for longer. */
async function hasKept(cache: string): Promise<void> {
  const path = snapshotPath(programArguments('server').at(-1)!, cache);
  for (let waited = 0; path !== undefined && !existsSync(path) && waited < KEPT_WITHIN; waited += LOOK)
    await sleep(LOOK);
}

/** Milliseconds until a text that is opened has its diagnostics. */
async function opened(talk: Conversation, start: number): Promise<number> {
  await talk.open();
  return performance.now() - start;
}

interface Circumstances {
  start: number;
  edits: number;
  /** How long the first diagnostics took where no code was kept. */
  compiling: number;
}

async function measure(talk: Conversation, { start, edits, compiling }: Circumstances): Promise<Row[]> {
  const cold = await opened(talk, start);
  const places = [...talk.text.matchAll(/(?<=nn\.\w+\(\w+, )\w/g)].map(({ index }) => index);
  const place = (turn: number): number => places[(turn * 7) % places.length]!;
  const edited = await times(edits, (turn) => talk.edit(place(turn - (turn % 2)), turn % 2 === 0));
  const hovers = await times(edits, (turn) => talk.hover(place(turn) - 3));
  const hints = await times(edits, () => talk.hints());
  const note = `${talk.text.split('\n').length - 1} lines`;
  const first = `${note}; ${compiling.toFixed(0)} ms at the first start of all`;
  return [
    most('first diagnostics, from the start of the server', cold, 'ms', BARS.cold, first),
    most('edit to diagnostics, median', quantile(edited, MEDIAN), 'ms', BARS.edit, note),
    most('edit to diagnostics, 95 %', quantile(edited, WORST), 'ms', BARS.edit, note),
    most('hover, 95 %', quantile(hovers, WORST), 'ms', BARS.hover),
    most('hints of the whole file, 95 %', quantile(hints, WORST), 'ms', BARS.hints),
  ];
}

/** In milliseconds, without those of warming up. */
async function times(count: number, ask: (turn: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let turn = 0; turn < count + WARM_UP; turn++) {
    const start = performance.now();
    await ask(turn);
    taken.push(performance.now() - start);
  }
  return taken.slice(WARM_UP);
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1]!;
}

class Conversation {
  private readonly document: TextDocument;
  private version = 1;

  constructor(
    private readonly connection: ProtocolConnection,
    readonly text: string,
  ) {
    this.document = TextDocument.create(URI, 'python', 0, text);
  }

  async open(): Promise<void> {
    const textDocument = { uri: URI, languageId: 'python', version: this.version, text: this.text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
    await this.diagnostics();
  }

  /** Types a letter before the one at the offset, which makes another name or number of it; or takes that letter away. */
  async edit(offset: number, adds: boolean): Promise<void> {
    const range = { start: this.document.positionAt(offset), end: this.document.positionAt(offset + (adds ? 0 : 1)) };
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: URI, version: ++this.version },
      contentChanges: [{ range, text: adds ? '1' : '' }],
    });
    await this.diagnostics();
  }

  private diagnostics(): Promise<unknown> {
    return this.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: URI } });
  }

  hover(offset: number): Promise<unknown> {
    return this.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: URI },
      position: this.document.positionAt(offset),
    });
  }

  hints(): Promise<unknown> {
    const range = { start: { line: 0, character: 0 }, end: this.document.positionAt(this.text.length) };
    return this.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri: URI }, range });
  }
}
