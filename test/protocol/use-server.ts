import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'mocha';
import { renderEquations } from '../../language-server/equations/render.mjs';
import { Editor } from './editor';
import { START_MILLISECONDS } from './network';

/** A language server and an editor that speaks to it. */
export interface Served {
  editor: Editor;
  /** Opens a document of its own, and gives its address. */
  opened: (text: string, languageId?: string) => Promise<string>;
}

/** Starts a server for the tests of the suite that calls this, and hands it over; it must end in order, and say nothing. */
export function useServer(started: (served: Served) => void): void {
  let editor: Editor;
  let folder: string;
  let count = 0;
  const opened = async (text: string, languageId = 'python'): Promise<string> => {
    count += 1;
    const uri = `file:///workspace/program-${count}.${languageId === 'python' ? 'py' : 'ts'}`;
    await editor.open(uri, text, languageId);
    return uri;
  };

  before(async function () {
    this.timeout(START_MILLISECONDS);
    folder = mkdtempSync(join(tmpdir(), 'nabla-language-server-'));
    const equations = join(folder, 'equations.json');
    writeFileSync(equations, JSON.stringify(await renderEquations()));
    editor = await Editor.start({ theme: 'dark', equations });
    started({ editor, opened });
  });

  after(async () => {
    assert.equal(await editor.stop(), 0);
    assert.deepEqual(editor.logged, []);
    rmSync(folder, { recursive: true, force: true });
  });
}

/** The SVG inside a hover's Markdown. */
export function image(markdown: string | undefined): string {
  const data = /!\[[^\]]+\|width=\d+,height=\d+\]\(data:image\/svg\+xml;base64,([^)]+)\)/.exec(markdown ?? '');
  assert.ok(data, markdown?.slice(0, 200));
  return Buffer.from(data[1]!, 'base64').toString();
}
