import type { CodeLens } from 'vscode-languageserver/node';
import { describeModel, headline } from '../models/describe';
import { SHOW_MODELS_COMMAND } from '../protocol';
import type { Session } from '../session/session';
import { isShown, toEditor, type View } from '../session/view';
import type { Feature } from './feature';

async function lenses(session: Session, view: View): Promise<CodeLens[]> {
  const { models } = await session.analysis(view);
  const shown = models.filter(({ range }) => isShown(view, range));
  return shown.map((model) => {
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
    connection.onCodeLens(({ textDocument: { uri } }, token) =>
      session.answer({ what: 'code lens', uri, token }, [], (view) => lenses(session, view)),
    ),
};
