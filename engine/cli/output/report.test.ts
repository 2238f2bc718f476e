import assert from 'node:assert/strict';
import { parseOverrides } from '../../training/overrides';
import { symptomLines } from './report';

const event = {
  type: 'symptom',
  id: 'diverging',
  severity: 'error',
  step: 60,
  since: 40,
  layer: null,
  measured: 5,
  threshold: 3.5,
  message: 'the loss is 5 and began at 2.3 (threshold 3.5)',
  why: 'sgd',
  fixes: [
    {
      title: 'be careful',
      changes: {
        'optimizer.learningRate': 1e-7,
        'optimizer.schedule': { type: 'cosine' },
        'model.params.units': [8, 9],
      },
    },
  ],
  gone: false,
} as const;

describe('a symptom on the command line', () => {
  it('is one line, and one of settings that the command line reads back', () => {
    const [line, fix] = symptomLines({ ...event, fixes: [...event.fixes] });
    assert.equal(line, 'error: the loss is 5 and began at 2.3 (threshold 3.5), since step 40');
    assert.match(fix!, /^ {2}to be careful: /);
    const settings = [...fix!.matchAll(/--set (?:'([^']*)'|(\S+))/g)].map(([, quoted, bare]) => quoted ?? bare!);
    assert.deepEqual(parseOverrides(settings), event.fixes[0].changes);
  });

  it('says that it is over, and nothing of fixes where there are none', () => {
    const gone = { ...event, gone: true, message: 'The loss diverges no longer shows', fixes: [] };
    assert.deepEqual(symptomLines(gone), ['well again: The loss diverges no longer shows']);
    assert.equal(symptomLines({ ...event, fixes: [] }).length, 1);
  });
});
