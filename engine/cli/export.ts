/** `nabla export`: a trained network for other programs. */
import { dirname, join, resolve } from 'node:path';
import { startDevice } from '../backends/devices';
import { causeOf, Problem } from '../process/problem';
import { writeAtomic } from '../storage/atomic';
import type { Which } from '../storage/checkpoints';
import { makeDirectories } from '../storage/directories';
import { exporter as onnx } from '../storage/exchange/export/onnx';
import { exporter as safetensors } from '../storage/exchange/export/safetensors';
import { exporter as tfjs } from '../storage/exchange/export/tfjs';
import type { ExportedFile, Exporter, ExportOptions } from '../storage/exchange/export/trained';
import { DEFAULT_RUNS } from '../storage/run-folder';
import { suggestion } from '../training/nearest';
import { openTrained } from '../training/trained';
import { call, parse } from './output/call';
import { plain } from './output/text';

const usage =
  '<run> --format safetensors|onnx|tfjs [--out PATH] [--checkpoint best|last|STEP] [--names nabla|pytorch] [--runs DIR] [--trust]';

const exporters = { safetensors, onnx, tfjs };
const names = ['nabla', 'pytorch'] as const;

const wrongCall = (cause: string) => new Problem('wrong-call', `${cause} (usage: nabla export ${usage})`);
const unwritable = (path: string, error: unknown) =>
  new Problem('unwritable-export', `${path} cannot be written (${causeOf(error)}); choose another place with --out`);

/** One of the words of an option. */
function choose<T extends string>(option: string, given: string | undefined, words: readonly T[]): T {
  const found = words.find((word) => word === given);
  if (found) return found;
  if (given === undefined) throw wrongCall(`--${option} is missing; there is: ${words.join(', ')}`);
  throw wrongCall(`--${option} is ${given}${suggestion(given, words)}`);
}

function whichCheckpoint(given: string): Which {
  if (/^\d{1,10}$/.test(given)) return Number(given);
  return choose('checkpoint', given, ['best', 'last'] as const);
}

interface Call {
  run: string;
  runs: string;
  out: string | undefined;
  which: Which;
  exporter: Exporter;
  options: ExportOptions;
  isTrusted: boolean;
}

function understand(args: string[]): Call {
  const text = { type: 'string' } as const;
  const { values, positionals } = parse(
    {
      args,
      allowPositionals: true,
      options: { format: text, out: text, checkpoint: text, names: text, runs: text, trust: { type: 'boolean' } },
    },
    `nabla export ${usage}`,
  );
  const [run, ...more] = positionals;
  if (run === undefined || more.length > 0) throw wrongCall('give one run: its name in `nabla runs`, or its folder');
  const format = choose('format', values.format, Object.keys(exporters) as (keyof typeof exporters)[]);
  const naming = choose('names', values.names ?? 'nabla', names);
  if (naming === 'pytorch' && format !== 'safetensors') throw wrongCall('--names pytorch is for safetensors alone');
  return {
    run,
    runs: values.runs ?? DEFAULT_RUNS,
    out: values.out,
    which: whichCheckpoint(values.checkpoint ?? 'best'),
    exporter: exporters[format],
    options: { names: naming },
    isTrusted: values.trust ?? false,
  };
}

/** A file with a name of its own goes below `out`, which is then a folder. */
function write(out: string, files: readonly ExportedFile[]): void {
  for (const { name, bytes } of files) {
    const path = join(out, name);
    try {
      makeDirectories(dirname(path));
      writeAtomic(path, bytes);
    } catch (error) {
      throw unwritable(path, error);
    }
  }
}

async function run(args: string[]): Promise<number> {
  const { run, runs, which, exporter, options, out, isTrusted } = understand(args);
  // The weights are the run's: whichever device trained it, this one runs everywhere.
  await startDevice('cpu');
  const trained = await openTrained(runs, run, which, isTrusted);
  const { files, notes } = await exporter.write(trained, options);
  const path = resolve(out ?? `${trained.run}${exporter.ending}`);
  write(path, files);
  process.stdout.write(plain(`wrote ${path}: the weights after step ${trained.step}`) + '\n');
  for (const note of notes) process.stdout.write(`${plain(note)}\n`);
  return 0;
}

export const command = {
  name: 'export',
  summary: 'a trained network for other programs: safetensors, ONNX, or a model of TensorFlow.js',
  usage,
  run: (args: string[]): Promise<number> => call(() => run(args)),
};
