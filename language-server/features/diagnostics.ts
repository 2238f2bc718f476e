import { DiagnosticSeverity, DocumentDiagnosticReportKind, type Diagnostic } from 'vscode-languageserver/node';
import type { Finding, Severity } from '../analysis';
import type { Session } from '../session/session';
import { isShown, toEditor, type View } from '../session/view';
import type { Feature } from './feature';

const SEVERITY: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

function diagnostic(view: View, { rule, severity, message, range, related = [] }: Finding): Diagnostic {
  const uri = view.shown.uri;
  return {
    range: toEditor(view, range),
    severity: SEVERITY[severity],
    code: rule,
    source: 'nabla',
    message,
    relatedInformation: related
      .filter((each) => isShown(view, each.range))
      .map((each) => ({ location: { uri, range: toEditor(view, each.range) }, message: each.message })),
  };
}

function diagnostics(session: Session, uri: string): Diagnostic[] {
  const view = session.view(uri);
  if (!view) return [];
  const findings = session.analysis(view).findings.filter(({ range }) => isShown(view, range));
  return findings.map((finding) => diagnostic(view, finding));
}

/** Findings, pulled by the editor document by document and never pushed as well. */
export const feature: Feature = {
  name: 'diagnostics',
  capabilities: {
    diagnosticProvider: { identifier: 'nabla', interFileDependencies: false, workspaceDiagnostics: false },
  },
  register: (connection, session) =>
    connection.languages.diagnostics.on(({ textDocument }) => ({
      kind: DocumentDiagnosticReportKind.Full,
      items: session.attempt('diagnostics', [], () => diagnostics(session, textDocument.uri)),
    })),
};
