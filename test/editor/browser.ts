/** The one headless Chromium of a run; every workbench is a context of its own in it. */
import { chromium, type Browser } from 'playwright-core';

/** Debian's Chromium as root in a container, silent towards the network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let running: Promise<Browser> | undefined;

/** The browser, launched when first asked for. */
export function browser(): Promise<Browser> {
  running ??= chromium.launch({ executablePath: setting('NABLA_EDITOR_CHROMIUM'), args: FLAGS });
  return running;
}

/** Ends the browser if it was launched. */
export async function closeBrowser(): Promise<void> {
  await (await running)?.close();
  running = undefined;
}

/** What run.mjs told this process. */
export function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start these suites with "node test/editor/run.mjs"`);
  return value;
}
