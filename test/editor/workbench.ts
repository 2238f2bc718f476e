/** Drives a real VS Code in the browser: what a user does, as functions. Waits are for what the user would see. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { browser, setting } from './browser';

const samples = resolve(__dirname, '../workspace');
const artifacts = resolve(__dirname, 'artifacts');

/** The workbench takes 5 s on an idle machine; the first one compiles its scripts beside other builds. */
const OPEN_LIMIT = 45_000;
/** A wait for something the extension does after it is active. */
const LIMIT = 20_000;
/** A hover shows half a second after the pointer rests; a machine that is busy needs longer. */
const HOVER_LIMIT = 3_000;
const VIEWPORT = { width: 1400, height: 900 };

/** Lines of code: those of a notebook's cells lie over the editor group, not in it. */
const LINES = '.editor-group-container.active .view-line, .notebookOverlay .view-line';

export type Theme = 'dark' | 'light';
const themes: Record<Theme, { name: string; root: string }> = {
  dark: { name: 'Default Dark Modern', root: '.monaco-workbench.vs-dark' },
  light: { name: 'Default Light Modern', root: '.monaco-workbench.vs' },
};

/** A window on a copy of the sample workspace. */
export interface Workbench {
  page: Page;
  folder: string;
  close(): Promise<void>;
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: OPEN_LIMIT });
}

/** Opens a window; `more` adds to the address. A page that does not come up is tried once more. */
async function openWindow(origin: string, more: string): Promise<Workbench> {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-scene-'));
  cpSync(samples, folder, { recursive: true });
  const context = await (await browser()).newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  const address = `${origin}/?folder=${encodeURIComponent(folder)}${more}`;
  await open(page, address).catch(() => open(page, address));
  const close = async () => {
    await context.close();
    // An engine whose window has gone saves before it ends: files come while the folder is emptied, which rm's own retries leave.
    await eventually(() => rm(folder, { recursive: true, force: true }));
  };
  return { page, folder, close };
}

/** Opens a window of the server at `origin` on a fresh copy of the sample workspace. */
export const openWorkbench = (origin = setting('NABLA_EDITOR_ORIGIN')): Promise<Workbench> => openWindow(origin, '');

/** Opens a window whose extension host runs the suites of host/ against the installed extension. */
export function openHost(): Promise<Workbench> {
  const origin = setting('NABLA_EDITOR_ORIGIN');
  const remote = (path: string) => `vscode-remote://${new URL(origin).host}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(setting('NABLA_EDITOR_EXTENSION'))],
    ['extensionTestsPath', remote(join(setting('NABLA_EDITOR_HOST'), 'index.js'))],
    ['enableProposedApi', ''],
  ];
  return openWindow(origin, `&payload=${encodeURIComponent(JSON.stringify(payload))}`);
}

/** Runs `action` until it succeeds: for what VS Code does not tell the end of, like a list that is being filled. */
export async function eventually<T>(action: () => Promise<T>, limit = LIMIT): Promise<T> {
  const deadline = Date.now() + limit;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((next) => setTimeout(next, 100));
    }
  }
}

const quickInput = (page: Page): Locator => page.locator('.quick-input-widget:visible');

/** The row of the open quick pick that shows `text`. */
export const pick = (page: Page, text: string): Locator =>
  quickInput(page).locator('.monaco-list-row').filter({ hasText: text }).first();

/** Accepts what the quick input holds, once VS Code has validated it: another key before that would cancel it. */
export async function accept(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await quickInput(page).waitFor({ state: 'hidden' });
}

/** Types into the quick input that `keys` open, again until `row` is listed: lists do not refresh by themselves. */
async function choose(page: Page, { keys, typed, row }: { keys: string; typed: string; row: string }): Promise<void> {
  await eventually(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press(keys);
    const input = quickInput(page).locator('input').first();
    await input.waitFor({ timeout: 2000 });
    await input.fill(typed);
    await pick(page, row).waitFor({ timeout: 2000 });
  });
  await page.keyboard.press('Enter');
}

/** Calls a command by the title that the palette shows. */
export const command = (page: Page, title: string): Promise<void> =>
  choose(page, { keys: 'F1', typed: `>${title}`, row: title });

/** Opens a file of the workspace in the editor. */
export async function openFile(page: Page, file: string): Promise<void> {
  await choose(page, { keys: 'Control+P', typed: file, row: file });
  await page.locator('.tab.active').filter({ hasText: file }).waitFor({ timeout: LIMIT });
  await page.locator(LINES).first().waitFor({ timeout: LIMIT });
}

/** Puts the cursor where the open file, as saved, first holds `text`. */
export async function goTo({ page, folder }: Workbench, file: string, text: string): Promise<void> {
  const before = readFileSync(join(folder, file), 'utf8').split(text, 1)[0]!.split('\n');
  await page.keyboard.press('Control+G');
  await quickInput(page)
    .locator('input')
    .first()
    .fill(`:${before.length}:${before.at(-1)!.length + 1}`);
  await accept(page);
}

/** The middle of `word` in the first visible line that holds `text`, in pixels. */
export async function pointAt(page: Page, text: string, word: string): Promise<{ x: number; y: number }> {
  return eventually(async () => {
    const line = page.locator(LINES).filter({ hasText: text }).first();
    return line.evaluate((element, wanted) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const start = node.textContent?.indexOf(wanted) ?? -1;
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + wanted.length);
        const { left, top, width, height } = range.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      }
      throw new Error(`"${wanted}" is not one word of that line`);
    }, word);
  });
}

/** Takes the pointer off the editor, so that no hover covers anything. */
export async function restPointer(page: Page): Promise<void> {
  const { height } = VIEWPORT;
  await page.mouse.move(200, height - 200);
  await page.keyboard.press('Escape');
  await hovers(page).waitFor({ state: 'detached' });
}

/** Rests the pointer on `word` of the line that holds `text`, until the hover shows that matches `box`. */
export async function hoverOn(page: Page, text: string, word: string, box: Locator): Promise<Locator> {
  await eventually(async () => {
    await restPointer(page);
    const { x, y } = await pointAt(page, text, word);
    await page.mouse.move(x - 2, y);
    await page.mouse.move(x, y);
    await box.waitFor({ timeout: HOVER_LIMIT });
  });
  return box;
}

/** The hovers that are shown. */
export const hovers = (page: Page): Locator => page.locator('.monaco-hover:visible');

/** Saves the open file; its text on disk, once that matches. */
export async function savedText({ page, folder }: Workbench, file: string, expected: RegExp): Promise<string> {
  return eventually(async () => {
    await page.keyboard.press('Control+S');
    const text = readFileSync(join(folder, file), 'utf8');
    if (!expected.test(text)) throw new Error(`${file} does not match ${String(expected)}:\n${text}`);
    return text;
  });
}

/** The webview frame that holds an element matching `selector`. */
export function frameWith(page: Page, selector: string, limit = LIMIT): Promise<Frame> {
  return eventually(async () => {
    for (const frame of page.frames()) if (await frame.$(selector)) return frame;
    throw new Error(`no frame of the page holds ${selector}`);
  }, limit);
}

/** Changes the colour theme through the workspace's settings, as a user would. */
export async function setTheme({ page, folder }: Workbench, theme: Theme): Promise<void> {
  const path = join(folder, '.vscode', 'settings.json');
  const settings = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify({ ...settings, 'workbench.colorTheme': themes[theme].name }, null, 2));
  await page.locator(themes[theme].root).waitFor({ timeout: LIMIT });
}

/** Keeps what the window looks like now. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(artifacts, { recursive: true });
  await page.screenshot({ path: join(artifacts, `${name}.png`) });
}
