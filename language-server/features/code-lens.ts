import type { CodeLens } from 'vscode-languageserver/node';
import { describeModel, headline } from '../models/describe';
import { SHOW_MODELS_COMMAND } from '../protocol';
import type { Session } from '../session/session';
import { isShown, toEditor } from '../session/view';
import type { Feature } from './feature';

function lenses(session: Session, uri: string): CodeLens[] {
  const view = session.view(uri);
  if (!view) return [];
  const models = session.analysis(view).models.filter(({ range }) => isShown(view, range));
  return models.map((model) => {
    const range = toEditor(view, { start: model.range.start, end: model.range.start });
    const title = headline(describeModel(model));
    return { range, command: { title, command: SHOW_MODELS_COMMAND, arguments: [range.start] } };
  });
}

/** What a model costs, above the line that makes it, or above its class where nothing does. */
export const feature: Feature = {
  name: 'code lens',
  capabilities: { codeLensProvider: {} },
  register: (connection, session) =>
    connection.onCodeLens(({ textDocument }, token) =>
      session.answer(token, 'code lens', [], () => lenses(session, textDocument.uri)),
    ),
};
