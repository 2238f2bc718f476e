/** What a command did. */
export interface Printed {
  code: number;
  out: string;
  error: string;
}

/** Runs a command and keeps what it writes. */
export async function printed(run: () => Promise<number>): Promise<Printed> {
  const [out, error]: [string[], string[]] = [[], []];
  const streams = { out: process.stdout.write.bind(process.stdout), error: process.stderr.write.bind(process.stderr) };
  process.stdout.write = (chunk: string | Uint8Array) => out.push(String(chunk)) > 0;
  process.stderr.write = (chunk: string | Uint8Array) => error.push(String(chunk)) > 0;
  try {
    return { code: await run(), out: out.join(''), error: error.join('') };
  } finally {
    process.stdout.write = streams.out;
    process.stderr.write = streams.error;
  }
}
