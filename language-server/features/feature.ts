import type { Connection, ServerCapabilities } from 'vscode-languageserver/node';
import type { Session } from '../session/session';

/** Something the editor can ask the language server for. */
export interface Feature {
  readonly name: string;
  /** What it adds to the server's answer to `initialize`. */
  readonly capabilities: ServerCapabilities;
  /** Answers the editor's requests from the session; called once, before the connection listens. */
  register(connection: Connection, session: Session): void;
}
