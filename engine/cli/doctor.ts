/** `nabla doctor`: which devices this machine can train on, and why not on the others. */
import { availableParallelism, totalmem } from 'node:os';
import { startDevice } from '../backends/devices';
import type { Device } from '../backends/device';
import { call, parse } from './output/call';
import { formatTable, plain } from './output/text';

interface Finding {
  backend: Device['id'];
  available: boolean;
  /** What it is, or why it is not available. */
  detail: string;
}

const GIBIBYTE = 2 ** 30;

const backends: readonly Device['id'][] = ['cpu', 'webgpu', 'cuda', 'directml', 'coreml', 'tensorflow', 'reference'];

/** Starts a backend for real: what a list of files could not tell, such as a missing system library, shows here. */
async function examine(backend: Device['id']): Promise<Finding> {
  try {
    const { device, notices } = await startDevice(backend);
    const available = device.id === backend;
    return { backend, available, detail: available ? device.title : notices.join('; ') };
  } catch (error) {
    return { backend, available: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

async function run(args: string[]): Promise<number> {
  const { values } = parse({ args, options: { json: { type: 'boolean' } } }, 'nabla doctor [--json]');
  const findings: Finding[] = [];
  for (const backend of backends) findings.push(await examine(backend));
  const memory = `${(totalmem() / GIBIBYTE).toFixed(1)} GiB of memory`;
  const machine = `${process.platform} ${process.arch}, Node ${process.version}, ${availableParallelism()} cores, ${memory}`;
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ machine, backends: findings }, null, 2)}\n`);
    return 0;
  }
  const rows = findings.map(({ backend, available, detail }) => [
    `  ${backend}`,
    available ? 'available' : 'not available',
    plain(detail),
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
