import assert from 'node:assert/strict';
import { loadGrammars } from '../syntax/grammars';
import { finish } from '../steps';
import { Sources } from './sources';
import type { Workspace } from './workspace';

/** A workspace of one file, whose version is its text. */
const holding = (path: string, text: () => string): Workspace => ({
  roots: [],
  entry: (each) => (each === path ? { kind: 'file', version: text() } : undefined),
  read: (each) => (each === path ? text() : undefined),
});

describe('programs of the workspace', () => {
  const path = '/w/model.py';
  let text = 'x = 1\n';
  const document = { path, language: 'python', text } as const;

  it('are parsed once, whether checked or imported', async () => {
    const sources = new Sources(
      await loadGrammars(),
      holding(path, () => text),
    );
    const checked = finish(sources.of(document));
    assert.equal(sources.open(path)!.program, checked.program);
    assert.equal(finish(sources.of(document)).program, checked.program);
  });

  it('are those of the text asked for, not of a file that has changed', async () => {
    const sources = new Sources(
      await loadGrammars(),
      holding(path, () => text),
    );
    text = 'x = 1\ny = 2\n';
    assert.equal(finish(sources.of(document)).program.statements.length, 1);
    assert.equal(sources.open(path)!.program.statements.length, 2);
  });

  it('may lie outside it', async () => {
    const sources = new Sources(
      await loadGrammars(),
      holding('/elsewhere.py', () => text),
    );
    assert.equal(finish(sources.of(document)).program.statements.length, 1);
  });
});
