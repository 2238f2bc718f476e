import { CodeActionKind, type CodeAction, type CodeActionParams, type TextEdit } from 'vscode-languageserver/node';
import type { Finding, Fix } from '../analysis';
import { candidates } from '../fixes/candidates';
import { ignoring } from '../fixes/ignoring';
import { applied, mends } from '../fixes/mends';
import type { Session } from '../session/session';
import { fromEditor, isShown, toEditor, type View } from '../session/view';
import type { Feature } from './feature';

function action(view: View, title: string, edits: TextEdit[], preferred: boolean): CodeAction {
  return {
    title,
    kind: CodeActionKind.QuickFix,
    isPreferred: preferred,
    edit: { changes: { [view.shown.uri]: edits } },
  };
}

/** A fix is offered where all of it lies in the document shown. */
function repair(view: View, fix: Fix | undefined): CodeAction[] {
  if (!fix?.edits.every(({ range }) => isShown(view, range))) return [];
  const edits = fix.edits.map(({ range, newText }) => ({ range: toEditor(view, range), newText }));
  return [action(view, fix.title, edits, fix.safe)];
}

/** Other changes that the analysis shows to mend the finding. */
function alternatives(session: Session, view: View, finding: Finding): CodeAction[] {
  const { document } = view;
  const before = session.analysis(view);
  return candidates(document.text, finding)
    .filter((fix) => mends(before, session.supposed({ ...document, text: applied(document.text, fix) })))
    .flatMap((fix) => repair(view, fix));
}

/** The comment that silences the finding, where the analysis shows that one does. */
function silence(session: Session, view: View, finding: Finding): CodeAction[] {
  const { document } = view;
  const { rule, range } = finding;
  const remains = (fix: Fix): boolean =>
    session
      .findings({ ...document, text: applied(document.text, fix) })
      .some((each) => each.rule === rule && each.range.start === range.start);
  return repair(
    view,
    ignoring(document, finding).find((fix) => !remains(fix)),
  );
}

const actionsFor = (session: Session, view: View, finding: Finding): CodeAction[] => [
  ...repair(view, finding.fix),
  ...alternatives(session, view, finding),
  ...silence(session, view, finding),
];

function actions(session: Session, { textDocument, range: requested }: CodeActionParams): CodeAction[] {
  const view = session.view(textDocument.uri);
  if (!view) return [];
  const { start, end } = fromEditor(view, requested);
  return session
    .analysis(view)
    .findings.filter(({ range }) => range.start <= end && range.end >= start && isShown(view, range))
    .flatMap((finding) => actionsFor(session, view, finding));
}

/** What mends a finding, and the comment that silences it. */
export const feature: Feature = {
  name: 'quick fixes',
  capabilities: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } },
  register: (connection, session) =>
    connection.onCodeAction((params, token) =>
      session.answer(token, 'quick fixes', [], () => actions(session, params)),
    ),
};
