import assert from 'node:assert/strict';
import type { Message } from 'vscode-languageserver/node';
import { grammarsFirst } from './grammars-first';

const opening = (languageId: unknown): Message =>
  ({ jsonrpc: '2.0', method: 'textDocument/didOpen', params: { textDocument: { languageId } } }) as Message;

const hover: Message = { jsonrpc: '2.0', method: 'textDocument/hover' } as Message;

describe('messages to the language server', () => {
  /** What was handled at once, and what in the end. */
  async function handle(...messages: Message[]): Promise<{ atOnce: Message[]; handled: Message[] }> {
    const strategy = grammarsFirst();
    const handled: Message[] = [];
    const results = messages.map(async (message) => strategy.handleMessage(message, (each) => void handled.push(each)));
    const atOnce = [...handled];
    await Promise.all(results);
    return { atOnce, handled };
  }

  it('are handled as they come while Python is written', async () => {
    const messages = [opening('python'), hover, opening('rust'), opening(undefined), { jsonrpc: '2.0' }];
    assert.deepEqual((await handle(...messages)).atOnce, messages);
  });

  it('wait in their order for the grammar of a text that is opened', async () => {
    const messages = [hover, opening('typescript'), hover, opening('python')];
    const { atOnce, handled } = await handle(...messages);
    assert.deepEqual(atOnce, [hover]);
    assert.deepEqual(handled, messages);
  });
});
