import { CompletionItemKind, type CompletionItem, type Position } from 'vscode-languageserver/node';
import type { Finding } from '../analysis';
import { inferredNumber } from '../hovers/inferred-number';
import { SOON, type Suppose } from '../session/session';
import { fromEditor, type View } from '../session/view';
import type { Feature } from './feature';

async function completions(view: View, suppose: Suppose, position: Position): Promise<CompletionItem[]> {
  const { start: offset } = fromEditor(view, { start: position, end: position });
  const check = async (text: string): Promise<readonly Finding[]> => (await suppose(text, 'findings', SOON)).findings;
  const found = await inferredNumber(view.document.text, offset, check);
  if (!found) return [];
  return [
    {
      label: found.number,
      kind: CompletionItemKind.Value,
      detail: found.title,
      documentation: 'The size that reaches this layer, inferred from the program.',
      preselect: true,
      sortText: '0',
    },
  ];
}

/** The number that a layer must have, offered where it is about to be written: `nn.Linear(|`, `nn.Linear(in_features=|`. */
export const feature: Feature = {
  name: 'completion',
  capabilities: { completionProvider: { triggerCharacters: ['(', '='] } },
  register: (connection, session) =>
    connection.onCompletion(({ textDocument: { uri }, position }, token) =>
      session.answer({ what: 'completion', uri, token }, [], (view, suppose) => completions(view, suppose, position)),
    ),
};
