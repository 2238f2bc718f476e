import type { Hover, Position } from 'vscode-languageserver/node';
import { hoverAt } from '../hovers/hover-at';
import type { Session } from '../session/session';
import { fromEditor, toEditor, type View } from '../session/view';
import type { Feature } from './feature';

async function hover(session: Session, view: View, position: Position): Promise<Hover | null> {
  const { start: offset } = fromEditor(view, { start: position, end: position });
  const { claims, calls } = await session.analysisSoon(view);
  const name = session.qualifiedNameAt(view, offset);
  const argument = session.argumentAt(view, offset);
  const { theme, pictures } = session;
  const found = hoverAt({ ...view.document, offset, name, argument, claims, calls, theme, pictures });
  return found && { contents: { kind: 'markdown', value: found.markdown }, range: toEditor(view, found.range) };
}

/** Equation, symbols, advice and shapes over a library's name; an inferred shape over an assigned one. */
export const feature: Feature = {
  name: 'hover',
  capabilities: { hoverProvider: true },
  register: (connection, session) =>
    connection.onHover(({ textDocument: { uri }, position }, token) =>
      session.answer({ what: 'hover', uri, token }, null, (view) => hover(session, view, position)),
    ),
};
