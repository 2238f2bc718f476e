import {
  CodeActionKind,
  type CodeAction,
  type Range as DocumentRange,
  type TextEdit,
} from 'vscode-languageserver/node';
import type { Analysis, Finding, Fix } from '../analysis';
import { candidates } from '../fixes/candidates';
import { ignoring } from '../fixes/ignoring';
import { applied, mends } from '../fixes/mends';
import { isTold } from '../report/optional-rules';
import type { Suppose } from '../session/session';
import { fromEditor, isShown, toEditor, type View } from '../session/view';
import type { Feature } from './feature';

/** What is asked about: a view with its analysis, and what would be known of it with another text. */
interface Asked {
  view: View;
  /** Rules of style that are wanted. */
  optionalRules: readonly string[];
  before: Analysis;
  suppose: Suppose;
}

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
async function alternatives({ view, before, suppose }: Asked, finding: Finding): Promise<CodeAction[]> {
  const found: CodeAction[] = [];
  for (const fix of candidates(view.document, finding)) {
    const after = await suppose(applied(view.document.text, fix), 'document');
    if (mends(finding, before, after)) found.push(...repair(view, fix));
  }
  return found;
}

/** The comment that silences the finding, where the analysis shows that one does. */
async function silence({ view, suppose }: Asked, finding: Finding): Promise<CodeAction[]> {
  const { rule, range } = finding;
  for (const fix of ignoring(view.document, finding)) {
    const { findings } = await suppose(applied(view.document.text, fix), 'findings');
    const remains = findings.some((each) => each.rule === rule && each.range.start === range.start);
    if (!remains) return repair(view, fix);
  }
  return [];
}

async function actionsFor(asked: Asked, finding: Finding): Promise<CodeAction[]> {
  const others = await alternatives(asked, finding);
  return [...repair(asked.view, finding.fix), ...others, ...(await silence(asked, finding))];
}

async function actions(asked: Asked, requested: DocumentRange): Promise<CodeAction[]> {
  const { view, before, optionalRules } = asked;
  const { start, end } = fromEditor(view, requested);
  const isAsked = ({ rule, range }: Finding): boolean =>
    range.start <= end && range.end >= start && isShown(view, range) && isTold(rule, optionalRules);
  const found: CodeAction[] = [];
  for (const finding of before.findings.filter(isAsked)) found.push(...(await actionsFor(asked, finding)));
  return found;
}

/** What mends a finding, and the comment that silences it. */
export const feature: Feature = {
  name: 'quick fixes',
  capabilities: { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] } },
  register: (connection, session) =>
    connection.onCodeAction(({ textDocument: { uri }, range }, token) =>
      session.answer({ what: 'quick fixes', uri, token }, [], async (view, suppose) =>
        actions({ view, ...session.settings, suppose, before: await session.analysis(view) }, range),
      ),
    ),
};
