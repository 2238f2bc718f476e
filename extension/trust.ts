import * as vscode from 'vscode';

/** Whether this workspace may train: its data, specifications and modules are then the user's own. */
export const isTrusted = (): boolean => vscode.workspace.isTrusted;

/** Opens VS Code's own page about the trust in this workspace. */
export async function manageTrust(): Promise<void> {
  await vscode.commands.executeCommand('workbench.trust.manage');
}

/**
 * The one gate: whether the workspace is trusted, and if not, says what that forbids and how to go on.
 * @param action what was asked for, as it stands at the start of a sentence: "Training"
 */
export async function requireTrust(action: string): Promise<boolean> {
  if (isTrusted()) return true;
  const manage = 'Manage Workspace Trust';
  const message = `${action} needs a trusted workspace, because it reads data and models from it.`;
  if ((await vscode.window.showWarningMessage(message, manage)) === manage) await manageTrust();
  return false;
}
