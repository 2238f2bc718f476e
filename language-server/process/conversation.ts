/** The shortest conversation between an editor and the server: a text is opened, and what is wrong with it is asked. */

export interface Channel {
  send(message: object): void;
  hear(listener: (message: unknown) => void): void;
}

interface Answer {
  id?: number;
  result?: { items?: { code?: string }[] } | null;
  error?: { message: string };
}

class Questions {
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private asked = 0;

  constructor(private readonly channel: Channel) {
    channel.hear((message) => {
      const answer = message as Answer;
      if (answer.id !== undefined) this.waiting.get(answer.id)?.(answer);
    });
  }

  tell(method: string, params: object): void {
    this.channel.send({ jsonrpc: '2.0', method, params });
  }

  ask(method: string, params: object): Promise<Answer> {
    const id = ++this.asked;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, (answer) => {
        if (answer.error) reject(new Error(answer.error.message));
        else resolve(answer);
      });
      this.channel.send({ jsonrpc: '2.0', id, method, params });
    });
  }
}

/**
 * Opens every text, of Python.
 * @returns the rules of each one's findings
 * @throws {Error} where a question is answered with an error
 */
export async function open(channel: Channel, texts: readonly string[]): Promise<string[][]> {
  const questions = new Questions(channel);
  await questions.ask('initialize', { processId: null, rootUri: null, capabilities: {} });
  questions.tell('initialized', {});
  const found: string[][] = [];
  for (const [at, text] of texts.entries()) {
    const uri = `file:///first/${at}.py`;
    questions.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text } });
    const { result } = await questions.ask('textDocument/diagnostic', { textDocument: { uri } });
    await questions.ask('textDocument/inlayHint', { textDocument: { uri }, range: ALL });
    found.push(result?.items?.map(({ code }) => code ?? '') ?? []);
    questions.tell('textDocument/didClose', { textDocument: { uri } });
  }
  return found;
}

const ALL = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
