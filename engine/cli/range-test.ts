/** `nabla range-test`: which learning rates a network learns from. */
import * as v from 'valibot';
import { Problem } from '../process/problem';
import { Control } from '../training/control';
import { decode } from '../training/decode';
import { parseOverrides } from '../training/overrides';
import type { RangePoint } from '../training/range-curve';
import { rangeTest, type Ramp, type RangeResult } from '../training/range-test';
import { resolve } from '../training/resolve';
import { positive } from '../training/specification/numbers';
import { call, parse } from './output/call';
import { stopOnSignals } from './output/signals';
import { formatTable, printProblem } from './output/text';

const usage =
  '<recipe or spec.nabla.json> [--from 1e-6] [--to 1] [--steps 100] [--set key=value …] [--backend B] [--trust] [--json]';

const options = {
  from: { type: 'string', default: '1e-6' },
  to: { type: 'string', default: '1' },
  steps: { type: 'string', default: '100' },
  set: { type: 'string', multiple: true },
  backend: { type: 'string' },
  trust: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** Fewer steps leave no room for smoothing; more are a training. */
const [LEAST_STEPS, MOST_STEPS] = [20, 10_000];

const rampSchema = v.pipe(
  v.strictObject({
    from: positive,
    to: positive,
    steps: v.pipe(v.number(), v.integer(), v.minValue(LEAST_STEPS), v.maxValue(MOST_STEPS)),
  }),
  v.forward(
    v.check(({ from, to }) => from < to, 'less than --to'),
    ['from'],
  ),
);

/** A text that is no number is left for the schema to refuse. */
const number = (text: string): unknown => (Number.isNaN(Number(text)) ? text : Number(text));

const formatRate = (rate: number): string => String(Number(rate.toPrecision(2)));

/** Rows of the curve on a terminal, and the width of its bars. */
const [ROWS, BAR] = [16, 40];

function curveTable(points: readonly RangePoint[], marks: Pick<RangeResult, 'steepest' | 'largest'>): string {
  const every = Math.max(1, Math.ceil(points.length / ROWS));
  const shown = points.filter((_, index) => index % every === 0).map(({ smoothed }) => smoothed);
  const losses = shown.map(({ loss }) => loss);
  const [least, most] = [Math.min(...losses), Math.max(...losses)];
  const share = (loss: number) => (most > least ? (loss - least) / (most - least) : 0);
  const nearest = (rate: number | null) =>
    rate === null ? -1 : shown.findLastIndex(({ learningRate }) => learningRate <= rate);
  const [steepest, largest] = [nearest(marks.steepest), nearest(marks.largest)];
  return formatTable(
    shown.map(({ learningRate, loss }, index) => [
      formatRate(learningRate),
      loss.toFixed(4),
      '█'.repeat(Math.round(BAR * share(loss))).padEnd(BAR),
      [index === steepest ? '← steepest' : '', index === largest ? '← largest' : ''].filter(Boolean).join(' '),
    ]),
  );
}

function verdict({ points, steepest, largest, diverged }: RangeResult): string {
  const last = points.at(-1)?.learningRate;
  const ended = diverged
    ? `the loss diverged${last === undefined ? '' : ` beyond ${formatRate(last)}`}`
    : 'the loss did not diverge';
  if (steepest === null || largest === null) {
    return `${ended}, and fell at no rate: try other values of --from, --to or --steps\n`;
  }
  return (
    `${ended}\nfell fastest at ${formatRate(steepest)}, and still fell at ${formatRate(largest)}\n` +
    `train with: --set optimizer.learningRate=${formatRate(steepest)}\n`
  );
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parse({ args, options, allowPositionals: true }, `nabla range-test ${usage}`);
  const { from, to, steps, set = [], backend, trust = false, json = false } = values;
  const [source, ...more] = positionals;
  if (source === undefined || more.length > 0) {
    throw new Problem('wrong-call', `give one recipe or specification (usage: nabla range-test ${usage})`);
  }
  const written = { from: number(from), to: number(to), steps: number(steps) };
  const ramp: Ramp = decode(rampSchema, written, 'the ramp', '--');
  const specification = resolve(source, { ...parseOverrides(set), ...(backend !== undefined && { backend }) });
  const control = new Control();
  const release = stopOnSignals(control);
  try {
    const result = await rangeTest(specification, ramp, { trusted: trust, isStopped: () => control.isStopped });
    const { notices, ...rest } = result;
    for (const notice of notices) printProblem(notice);
    if (json) process.stdout.write(`${JSON.stringify({ type: 'rangeTest', ...ramp, ...rest })}\n`);
    else process.stdout.write(curveTable(result.points, result) + verdict(result));
    return 0;
  } finally {
    release();
  }
}

export const command = {
  name: 'range-test',
  summary: 'trains a few steps with a growing learning rate, and says which rates a network learns from',
  usage,
  run: (args: string[]): Promise<number> => call(() => run(args)),
};
