import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { examineCorpus } from './corpus';
import { misses, table } from './report';

const { values } = parseArgs({
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    operator: { type: 'string', default: '' },
    cache: { type: 'string', default: join(tmpdir(), 'nabla-mutants-cache') },
  },
});

void examineCorpus({
  program: values.only,
  operator: values.operator,
  seed: Number(values.seed),
  sample: values.sample === undefined ? Infinity : Number(values.sample),
  cache: values.cache,
}).then((judgements) => {
  console.log(misses(judgements));
  console.log(table(judgements));
});
