import assert from 'node:assert/strict';
import { parseOverrides } from '../../training/overrides';
import { symptomLines, textReport } from './report';

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

/** What a report writes of these events. */
function written(terminal: boolean, ...events: Parameters<ReturnType<typeof textReport>>[0][]): string {
  const write = process.stdout.write.bind(process.stdout);
  let text = '';
  process.stdout.write = (piece: string | Uint8Array) => {
    text += String(piece);
    return true;
  };
  try {
    const report = textReport(terminal);
    for (const one of events) report(one);
  } finally {
    process.stdout.write = write;
  }
  return text;
}

describe('the progress of a run', () => {
  const started = {
    type: 'started',
    ...{ run: 'r', folder: '/r', title: 't', device: 'd', parameters: 1, learningRate: 0.1 },
    ...{ epochs: 4, stepsPerEpoch: 10, step: 10 },
  } as const;
  const step = {
    type: 'step',
    ...{ step: 15, epoch: 2, loss: 0.5, metrics: {}, learningRate: 0.1, inputWait: 0 },
    ...{ seconds: 6, samplesPerSecond: 1234.4 },
  } as const;

  it('on a terminal says how much of the epoch is done, how fast, and what is left at the pace of this process', () => {
    // 10 steps were done before; 5 took 6 s, 25 are left.
    assert.match(written(true, started, step), /epoch 2\/4 █{12}░{12} loss 0\.5000 {2}1,234 samples\/s {2}0:30 left$/);
  });

  it('elsewhere is not rewritten, and so not written', () => {
    assert.equal(written(false, started, step), 't, 1 parameters, on d, from step 10\nrun /r\n');
  });
});

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
