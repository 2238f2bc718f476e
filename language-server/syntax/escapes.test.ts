import assert from 'node:assert/strict';
import { runInNewContext } from 'node:vm';
import { javascriptText, pythonText } from './escapes';

describe('escapes in strings', () => {
  for (const [written, text] of [
    [String.raw`\n\tab`, '\n\tab'],
    [String.raw`\x41\u00e9\\`, 'Aé\\'],
    [String.raw`\U0001F600`, '😀'],
    [String.raw`\101\08\q`, 'A\x008\\q'],
    ['a\\\nb\\\r\nc\r\nd', 'abc\nd'],
    [String.raw`\'\"\a`, '\'"\x07'],
  ] as const)
    it(`of Python: ${JSON.stringify(written)}`, () => {
      assert.equal(pythonText(written, false), text);
    });

  it('are letters of their own in raw strings', () => {
    assert.equal(pythonText(String.raw`\n\x41`, true), String.raw`\n\x41`);
  });

  it('name letters, or are halves of one: not known', () => {
    assert.equal(pythonText(String.raw`\N{BULLET}`, false), undefined);
    assert.equal(pythonText(String.raw`\ud83d\ude00`, false), undefined);
  });

  it('of JavaScript are what it makes of them itself', () => {
    for (const written of [
      String.raw`\n\tab`,
      String.raw`\x41\u00e9\\`,
      String.raw`\u{1F600}\ud83d\ude00`,
      String.raw`\q\U0041\0\101\377\400`,
      'a\\\nb',
    ])
      assert.equal(javascriptText(written), runInNewContext(`'${written}'`));
  });
});
