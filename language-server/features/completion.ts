import { CompletionItemKind, type CompletionItem, type Position } from 'vscode-languageserver/node';
import { inferredNumber } from '../hovers/inferred-number';
import type { Session } from '../session/session';
import { fromEditor } from '../session/view';
import type { Feature } from './feature';

function completions(session: Session, uri: string, position: Position): CompletionItem[] {
  const view = session.view(uri);
  if (!view) return [];
  const { start: offset } = fromEditor(view, { start: position, end: position });
  const found = inferredNumber(view.document.text, offset, (text) => session.findings({ ...view.document, text }));
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
    connection.onCompletion(({ textDocument, position }, token) =>
      session.answer(token, 'completion', [], () => completions(session, textDocument.uri, position)),
    ),
};
