import { parseArgs } from 'node:util';
import { createAnalyzer } from '../analysis';
import { describeModel } from '../models/describe';
import { modelTable } from '../models/markdown';
import { readDocument } from '../report/files';

export const command = {
  name: 'model',
  summary: 'The layers of the models in a file: shapes, parameters, multiply-adds; nothing is run.',
  usage: '<file> [--json]',
  run,
};

async function run(args: string[]): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({ args, options: { json: { type: 'boolean', default: false } }, allowPositionals: true });
  } catch (error) {
    return fail(`${(error as Error).message.split(/\n|\. /)[0]!}; usage: nabla model ${command.usage}`);
  }
  const [path, ...more] = parsed.positionals;
  if (path === undefined || more.length > 0) return fail(`one file is needed; usage: nabla model ${command.usage}`);
  const document = readDocument(path);
  if (typeof document === 'string') return fail(document);
  const models = (await createAnalyzer()).analyze(document).models.map(describeModel);
  if (models.length === 0) process.stderr.write(`nabla model: no model was found in ${path}\n`);
  process.stdout.write(parsed.values.json ? `${JSON.stringify(models)}\n` : models.map(modelTable).join('\n'));
  return 0;
}

function fail(problem: string): number {
  process.stderr.write(`nabla model: ${problem}\n`);
  return 2;
}
