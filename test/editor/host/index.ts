/** What VS Code calls inside its extension host: runs the suites beside this file and writes their results. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** The first activation starts a language server beside a browser that is still loading. */
const TIMEOUT = 30_000;

export async function run(): Promise<void> {
  const { default: Mocha } = await import('mocha');
  const output = process.env.NABLA_HOST_RESULTS;
  if (output === undefined) throw new Error('NABLA_HOST_RESULTS does not say where the results go');
  const mocha = new Mocha({ ui: 'bdd', timeout: TIMEOUT, reporter: 'json', reporterOptions: { output } });
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.test.js'));
  for (const file of files) mocha.addFile(join(__dirname, file));
  await vscode.extensions.getExtension('nabla.nabla')?.activate();
  await new Promise((resolve) => mocha.run(resolve));
}
