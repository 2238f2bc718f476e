import type { CancellationToken } from 'vscode-languageserver/node';
import { describeModel, headline, short, type DescribedModel, type DescribedRow } from '../models/describe';
import { modelTable } from '../models/markdown';
import { decodeModelsParams, MODELS_REQUEST, type ShownModel, type ShownRow } from '../protocol';
import type { Session } from '../session/session';
import { isShown, toEditor, type View } from '../session/view';
import type { Feature } from './feature';

/** `(B, 32, 26, 26) · 320`; what is not known is left out. */
const detail = ({ shape, parameters }: DescribedRow): string =>
  [shape, parameters === null || parameters === 0 ? null : short(parameters)]
    .filter((part) => part !== null)
    .join(' · ');

const title = ({ name, type, summary }: DescribedRow): string =>
  [name === '' ? '' : `${name}:`, type, summary].filter((part) => part !== '').join(' ');

const place = (view: View, { range }: DescribedRow): ShownRow['place'] =>
  range && isShown(view, range) ? toEditor(view, range).start : null;

const shownRow = (view: View, row: DescribedRow): ShownRow => ({
  title: title(row),
  detail: detail(row),
  parameters: row.parameters,
  multiplyAdds: row.multiplyAdds,
  place: place(view, row),
  children: row.children.map((child) => shownRow(view, child)),
});

const shownModel = (view: View, model: DescribedModel): ShownModel => ({
  ...shownRow(view, model),
  detail: headline(model),
  table: modelTable(model),
});

async function shownModels(session: Session, view: View): Promise<ShownModel[]> {
  const { models } = await session.analysis(view);
  const shown = models.filter(({ range }) => isShown(view, range));
  return shown.map((model) => shownModel(view, describeModel(model)));
}

/** The models of a document, for the editor's view of them. */
export const feature: Feature = {
  name: 'models',
  capabilities: {},
  register: (connection, session) => {
    connection.onRequest(MODELS_REQUEST, (params: unknown, token: CancellationToken) => {
      const asked = decodeModelsParams(params);
      if (!asked) return [];
      return session.answer({ what: 'models', uri: asked.uri, token }, [], (view) => shownModels(session, view));
    });
  },
};
