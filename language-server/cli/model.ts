import { describeModel } from '../models/describe';
import { modelTable } from '../models/markdown';
import { noteGaps, openOne } from '../report/one-file';

export const command = {
  name: 'model',
  summary: 'The layers of the models in a file: shapes, parameters, multiply-adds; nothing is run.',
  usage: '<file> [--json]',
  run,
};

async function run(args: string[]): Promise<number> {
  const opened = await openOne(command, args, { json: { type: 'boolean', default: false } });
  if (typeof opened === 'number') return opened;
  const { document, values, analyzer } = opened;
  const analysis = analyzer.analyze(document);
  const models = analysis.models.map(describeModel);
  noteGaps(command, document, analysis, models.length === 0 ? 'no model was found' : undefined);
  process.stdout.write(values.json ? `${JSON.stringify(models)}\n` : models.map(modelTable).join('\n'));
  return 0;
}
