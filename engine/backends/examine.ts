/** Whether a backend works here: it is started for real, because no list of files tells of a missing system library. */
import { execFile, type ExecFileException } from 'node:child_process';
import * as v from 'valibot';
import type { Device } from './device';
import { startDevice } from './devices';

const findingSchema = v.object({
  backend: v.string(),
  available: v.boolean(),
  /** What it is, or why it is not available. */
  detail: v.string(),
  /** Null where it can, and where it is not available. */
  whyNoMixedPrecision: v.nullable(v.string()),
});

/** What was found out about a backend. */
export type Finding = v.InferOutput<typeof findingSchema>;

/** Starts a backend in this process. */
export async function examine(backend: Device['id']): Promise<Finding> {
  try {
    const { device, notices } = await startDevice(backend);
    if (device.id !== backend) return unavailable(backend, notices.join('; '));
    return { backend, available: true, detail: device.title, whyNoMixedPrecision: device.whyNoMixedPrecision() };
  } catch (error) {
    return unavailable(backend, error instanceof Error ? error.message : String(error));
  }
}

const unavailable = (backend: Device['id'], detail: string): Finding => ({
  backend,
  available: false,
  detail,
  whyNoMixedPrecision: null,
});

/** A GPU's libraries take seconds to load; what takes longer hangs. */
const LIMIT_MS = 30_000;

/**
 * Examines a backend in a process of its own: native code that fails may end it, and native code warns on stderr.
 * @param call Node's arguments, with which it prints its finding as a line of JSON
 */
export function examineApart(backend: Device['id'], call: readonly string[]): Promise<Finding> {
  return new Promise((resolve) => {
    execFile(process.execPath, call, { timeout: LIMIT_MS, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      const line = stdout.trimEnd().split('\n').at(-1);
      const finding = v.safeParse(v.pipe(v.string(), v.parseJson(), findingSchema), line);
      resolve(finding.success ? finding.output : crashed(backend, error, stderr));
    });
  });
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
