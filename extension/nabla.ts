import type * as vscode from 'vscode';
import type { Catalogue } from './catalogue';
import type { ModelTree } from './model-tree';
import type { Monitors } from './panels/monitors';
import type { LanguageServer } from './processes/language-server';
import type { Runs } from './runs/runs';
import type { Training } from './training';

/** What commands and views are given: the parts of the extension that live as long as it does. */
export interface Nabla {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly runs: Runs;
  readonly training: Training;
  readonly catalogue: Catalogue;
  readonly monitors: Monitors;
  readonly models: ModelTree;
  readonly languageServer: LanguageServer;
}
