import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { Catalogue } from './catalogue';
import { commands } from './commands/commands.generated';
import type { Command } from './commands/command';
import { ModelTree } from './model-tree';
import type { Nabla } from './nabla';
import { offerResume, offerToGoOn } from './offers';
import { Monitors } from './panels/monitors';
import { EngineProcess } from './processes/engine';
import { LanguageServer } from './processes/language-server';
import { tensorflowVariables } from './processes/tensorflow';
import { Runs } from './runs/runs';
import { statusBar } from './status-bar';
import { Training } from './training';
import { isTrusted } from './trust';
import { views } from './views/views.generated';

/** Names a recipe or a specification that is trained as soon as the extension runs in a trusted workspace. */
const TRAIN_ON_OPEN = 'NABLA_TRAIN_ON_OPEN';

let languageServer: LanguageServer | undefined;

/** Wires the parts together; processes start when they are first needed. */
export function activate(context: vscode.ExtensionContext): void {
  const nabla = assemble(context);
  languageServer = nabla.languageServer;
  context.subscriptions.push(
    nabla.log,
    nabla.runs,
    nabla.languageServer.register(),
    nabla.monitors.register(),
    statusBar(nabla),
    nabla.runs.crashed.on((run) => void offerResume(nabla, run)),
    nabla.runs.held.on((run) => void offerToGoOn(nabla, run)),
    ...views.map((view) => view.register(nabla)),
    ...commands.map((command) => vscode.commands.registerCommand(command.id, guarded(nabla, command))),
  );
  trainOnOpen();
}

/** VS Code waits for the language server's end; the engine saves and exits by itself. */
export async function deactivate(): Promise<void> {
  await languageServer?.stop();
}

function assemble(context: vscode.ExtensionContext): Nabla {
  const log = vscode.window.createOutputChannel('Nabla', { log: true });
  const launch = () => {
    const storage = context.globalStorageUri.fsPath;
    mkdirSync(storage, { recursive: true });
    const root = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file');
    const module = join(context.extensionPath, 'dist', 'engine.js');
    const where = { cwd: root?.uri.fsPath ?? storage, variables: tensorflowVariables(storage) };
    return new EngineProcess(module, where, (line) => {
      log.info(line);
    });
  };
  const nabla = {
    context,
    log,
    runs: new Runs(launch),
    catalogue: new Catalogue(launch),
    languageServer: new LanguageServer(context.extensionPath, context.globalStorageUri.fsPath, log),
  } as { -readonly [Key in keyof Nabla]: Nabla[Key] };
  nabla.training = new Training(nabla);
  nabla.monitors = new Monitors(nabla);
  nabla.models = new ModelTree(nabla.languageServer);
  return nabla;
}

/** A command whose failure is said in one line, with the way to the log. */
function guarded(nabla: Nabla, command: Command): (...args: unknown[]) => Promise<void> {
  return async (...args) => {
    try {
      await command.run(nabla, ...args);
    } catch (error) {
      nabla.log.error(error instanceof Error ? error : String(error));
      const message = `${command.title.replace('…', '')}: ${error instanceof Error ? error.message : String(error)}`;
      const showLog = 'Show Log';
      if ((await vscode.window.showErrorMessage(message, showLog)) === showLog) nabla.log.show();
    }
  };
}

function trainOnOpen(): void {
  const source = process.env[TRAIN_ON_OPEN];
  if (source && isTrusted()) void vscode.commands.executeCommand('nabla.train', source);
}
