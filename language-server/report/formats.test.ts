import assert from 'node:assert/strict';
import { FORMATS, unparsedNote } from './formats';

describe('findings as text', () => {
  it('are counted, and the files that were left out', () => {
    assert.equal(FORMATS.text!([]), 'No findings.\n');
    assert.equal(FORMATS.text!([], { leftOut: 1, unparsed: [] }), 'No findings; 1 file left out.\n');
    assert.equal(FORMATS.text!([], { leftOut: 2, unparsed: [] }), 'No findings; 2 files left out.\n');
  });
});

describe('lines that cannot be read', () => {
  const cell = { number: 2, line: 1 };
  const unparsed = [
    { file: 'a.py', line: 3, column: 5, endLine: 4, endColumn: 2 },
    { file: 'a.py', line: 9, column: 1, endLine: 9, endColumn: 2 },
    { file: 'b.ipynb', line: 7, column: 1, endLine: 8, endColumn: 2, cell },
  ];

  it('are told in a line a file, and counted', () => {
    assert.equal(unparsedNote([]), undefined);
    const note = unparsedNote(unparsed.slice(0, 2));
    assert.equal(note, 'a.py:3-4 and 1 other place cannot be read, and what stands there is not checked');
    const inCell = unparsedNote(unparsed.slice(2));
    assert.equal(inCell, 'b.ipynb:cell 2:1-2 cannot be read, and what stands there is not checked');
    assert.equal(FORMATS.text!([], { leftOut: 0, unparsed }), 'No findings; 2 files read in part.\n');
    assert.equal(FORMATS.text!([], { leftOut: 1, unparsed }), 'No findings; 1 file left out; 2 files read in part.\n');
  });

  it('are no findings of other tools, but notes where these have such', () => {
    assert.equal(FORMATS.json!([], { leftOut: 0, unparsed }), '[]\n');
    assert.equal(
      FORMATS.github!([], { leftOut: 0, unparsed: unparsed.slice(1) }),
      '::notice file=a.py,line=9,col=1,endLine=9,endColumn=2,title=not read::cannot be read, and what stands there is not checked\n' +
        '::notice file=b.ipynb,title=not read::Cell 2, line 1: cannot be read, and what stands there is not checked\n',
    );
    const { runs } = JSON.parse(FORMATS.sarif!([], { leftOut: 0, unparsed })) as { runs: [Record<string, unknown>] };
    assert.deepEqual(runs[0].results, []);
    const [{ toolExecutionNotifications: told }] = runs[0].invocations as [{ toolExecutionNotifications: unknown[] }];
    assert.deepEqual(told[0], {
      level: 'note',
      message: { text: 'cannot be read, and what stands there is not checked' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a.py' },
            region: { startLine: 3, startColumn: 5, endLine: 4, endColumn: 2 },
          },
        },
      ],
    });
  });
});
