import type { Disposable } from 'vscode';
import type { Nabla } from '../nabla';

/** A view of the sidebar; package.json gives it its place. */
export interface View {
  id: string;
  /** Fills it when VS Code shows it. */
  register(nabla: Nabla): Disposable;
}
