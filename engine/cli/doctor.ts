/** `nabla doctor`: which devices this machine can train on, and why not on the others. */
import { availableParallelism, totalmem } from 'node:os';
import type { Device } from '../backends/device';
import { examine } from '../backends/examine';
import { EXAMINE, examineApart, type Finding } from '../backends/examine-apart';
import { call, parse } from './output/call';
import { formatTable, plain } from './output/text';

const GIBIBYTE = 2 ** 30;

const backends: readonly Device['id'][] = ['cpu', 'webgpu', 'cuda', 'directml', 'coreml', 'tensorflow', 'reference'];

/** Each in a process of its own, one after the other: they share a GPU. */
async function examineAll(): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const backend of backends) findings.push(await examineApart(backend));
  return findings;
}

/** Of a matrix product; a measurement of a few milliseconds has two digits. */
const speedOf = ({ speed }: Finding): string =>
  speed === null ? '' : `; ${speed < 10 ? speed.toFixed(1) : Math.round(speed)} GFLOP/s`;

function precisionsOf({ available, whyNoMixedPrecision: why }: Finding): string {
  if (!available) return '';
  return why === null ? '; mixed precision' : `; no mixed precision: ${why}`;
}

async function run(args: string[]): Promise<number> {
  const options = { json: { type: 'boolean' }, [EXAMINE]: { type: 'string' } } as const;
  const { values } = parse({ args, options }, 'nabla doctor [--json]');
  const single = backends.find((backend) => backend === values[EXAMINE]);
  if (single) {
    process.stdout.write(`${JSON.stringify(await examine(single))}\n`);
    return 0;
  }
  const findings = await examineAll();
  const memory = `${(totalmem() / GIBIBYTE).toFixed(1)} GiB of memory`;
  const machine = `${process.platform} ${process.arch}, Node ${process.version}, ${availableParallelism()} cores, ${memory}`;
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ machine, backends: findings }, null, 2)}\n`);
    return 0;
  }
  const rows = findings.map((finding) => [
    `  ${finding.backend}`,
    finding.available ? 'available' : 'not available',
    plain(`${finding.detail}${speedOf(finding)}${precisionsOf(finding)}`),
  ]);
  process.stdout.write(`${machine}\n${formatTable(rows)}`);
  return 0;
}

export const command = {
  name: 'doctor',
  summary: 'the devices of this machine, and why each is or is not available',
  usage: '[--json]',
  run: (args: string[]): Promise<number> => call(() => run(args)),
};
