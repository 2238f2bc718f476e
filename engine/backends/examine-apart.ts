/** What a backend is found to be by a process of its own: native code that fails may end it, and warns on stderr. */
import { execFile, type ExecFileException } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Device } from './device';

const findingSchema = v.object({
  backend: v.string(),
  available: v.boolean(),
  /** What it is, or why it is not available. */
  detail: v.string(),
  /** Null where it can, and where it is not available. */
  whyNoMixedPrecision: v.nullable(v.string()),
  /** Of a matrix product, in 10⁹ operations a second; null where it is not available. */
  speed: v.nullable(v.number()),
});

/** What was found out about a backend. */
export type Finding = v.InferOutput<typeof findingSchema>;

export const unavailable = (backend: Device['id'], detail: string): Finding => ({
  backend,
  available: false,
  detail,
  whyNoMixedPrecision: null,
  speed: null,
});

/** The option with which `nabla doctor` examines one backend and prints its finding as a line of JSON. */
export const EXAMINE = 'examine';

/** A GPU's libraries take seconds to load; what takes longer hangs. */
const LIMIT_MS = 30_000;

/** Calls `nabla doctor` for one backend. */
export function examineApart(backend: Device['id']): Promise<Finding> {
  const call = [...commandLine(), 'doctor', `--${EXAMINE}`, backend];
  return new Promise((resolve) => {
    execFile(process.execPath, call, { timeout: LIMIT_MS, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      const line = stdout.trimEnd().split('\n').at(-1);
      const finding = v.safeParse(v.pipe(v.string(), v.parseJson(), findingSchema), line);
      resolve(finding.success ? finding.output : crashed(backend, error, stderr));
    });
  });
}

/** Node's arguments for the command line: it lies beside what this file is bundled into, or is run from its source. */
function commandLine(): string[] {
  const bundled = join(__dirname, 'nabla.js');
  return existsSync(bundled) ? [bundled] : ['--import', 'tsx', join(__dirname, '../../nabla.ts')];
}

function crashed(backend: Device['id'], error: ExecFileException | null, stderr: string): Finding {
  const how = error?.killed
    ? `does not start within ${LIMIT_MS / 1000} s`
    : `ends its process (${error?.signal ?? `exit code ${error?.code ?? 0}`}) when it starts`;
  const lastWords = stderr.trimEnd().split('\n').at(-1);
  return unavailable(
    backend,
    `the backend "${backend}" ${how}${lastWords ? `: ${lastWords}` : ''}; use --backend auto`,
  );
}
