import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  DiagnosticSeverity,
  DocumentDiagnosticReportKind,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type FullDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import { isTold } from '../report/optional-rules';
import { tooLong } from '../project/left-out';
import type { Elsewhere, Finding, Severity } from '../analysis';
import type { Session } from '../session/session';
import { isShown, toEditor, type View } from '../session/view';
import type { Feature } from './feature';

const SEVERITY: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

function diagnostic(view: View, { rule, severity, message, range, related = [], elsewhere = [] }: Finding): Diagnostic {
  const uri = view.shown.uri;
  return {
    range: toEditor(view, range),
    severity: SEVERITY[severity],
    code: rule,
    source: 'nabla',
    message,
    relatedInformation: [
      ...related
        .filter((each) => isShown(view, each.range))
        .map((each) => ({ location: { uri, range: toEditor(view, each.range) }, message: each.message })),
      ...elsewhere.map(inOtherFile),
    ],
  };
}

/** The editor counts lines and characters from 0. */
const inOtherFile = ({ path, line, column, endLine, endColumn, message }: Elsewhere): DiagnosticRelatedInformation => ({
  location: {
    uri: pathToFileURL(path).href,
    range: {
      start: { line: line - 1, character: column - 1 },
      end: { line: endLine - 1, character: endColumn - 1 },
    },
  },
  message,
});

/** On the first line: that the document is not analysed, and why. */
function notice({ document: { path } }: View, reason: string): Diagnostic {
  return {
    range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } },
    severity: DiagnosticSeverity.Information,
    source: 'nabla',
    message: `${basename(path)} ${reason}.`,
  };
}

async function diagnostics(session: Session, view: View): Promise<FullDocumentDiagnosticReport> {
  const reason = tooLong(view.document.text);
  // Of a notebook's cells the first tells it.
  if (reason !== undefined) return report(view.start === 0 ? [notice(view, reason)] : []);
  const { findings } = await session.analysis(view);
  const { optionalRules } = session.settings;
  const shown = findings.filter(({ rule, range }) => isShown(view, range) && isTold(rule, optionalRules));
  return report(shown.map((finding) => diagnostic(view, finding)));
}

const report = (items: Diagnostic[]): FullDocumentDiagnosticReport => ({
  kind: DocumentDiagnosticReportKind.Full,
  items,
});

/** Findings, pulled by the editor document by document and never pushed as well. */
export const feature: Feature = {
  name: 'diagnostics',
  capabilities: {
    diagnosticProvider: { identifier: 'nabla', interFileDependencies: true, workspaceDiagnostics: false },
  },
  register: (connection, session) =>
    connection.languages.diagnostics.on(({ textDocument: { uri } }, token) =>
      session.answer({ what: 'diagnostics', uri, token }, report([]), (view) => diagnostics(session, view)),
    ),
};
