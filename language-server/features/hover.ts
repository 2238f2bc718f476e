import type { Hover, Position } from 'vscode-languageserver/node';
import { hoverAt } from '../hovers/hover-at';
import type { Session } from '../session/session';
import { fromEditor, toEditor } from '../session/view';
import type { Feature } from './feature';

function hover(session: Session, uri: string, position: Position): Hover | null {
  const view = session.view(uri);
  if (!view) return null;
  const { start: offset } = fromEditor(view, { start: position, end: position });
  const name = session.qualifiedNameAt(view, offset);
  const argument = session.argumentAt(view, offset);
  const { theme, pictures } = session;
  const { claims, calls } = session.analysis(view);
  const found = hoverAt({ ...view.document, offset, name, argument, claims, calls, theme, pictures });
  return found && { contents: { kind: 'markdown', value: found.markdown }, range: toEditor(view, found.range) };
}

/** Equation, symbols, advice and shapes over a library's name; an inferred shape over an assigned one. */
export const feature: Feature = {
  name: 'hover',
  capabilities: { hoverProvider: true },
  register: (connection, session) =>
    connection.onHover(({ textDocument, position }, token) =>
      session.answer(token, 'hover', null, () => hover(session, textDocument.uri, position)),
    ),
};
