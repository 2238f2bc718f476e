/** One GET: redirects followed as far as they may go. */
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { refusalOf, outwardLookup, type Allowance } from './address';

/** Hosts of files answer with one or two. */
const MAX_REDIRECTS = 5;

/** A server that says nothing for so long has gone. */
const SILENCE_MS = 30_000;

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface RequestOptions {
  /** The first byte that is wanted. */
  from: number;
  signal: AbortSignal;
  allowed: Allowance;
}

/** What went wrong with an address, as a clause that follows it. */
export class BadAnswer extends Error {}

/**
 * The answer, its body not yet read.
 * @throws BadAnswer, or the system's error where the host is not reached
 */
export async function request(address: string, options: RequestOptions): Promise<IncomingMessage> {
  let url = new URL(address);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const refusal = refusalOf(url, options.allowed);
    if (refusal !== null) throw new BadAnswer(redirects ? `redirects to ${url.href}, which ${refusal}` : refusal);
    const answer = await get(url, options);
    if (!REDIRECTS.has(answer.statusCode ?? 0)) return answer;
    answer.destroy();
    url = targetOf(answer, url);
  }
  throw new BadAnswer(`redirects more than ${MAX_REDIRECTS} times`);
}

function targetOf({ headers: { location = '' } }: IncomingMessage, from: URL): URL {
  if (!URL.canParse(location, from.href)) throw new BadAnswer('redirects to no address');
  return new URL(location, from);
}

function get(url: URL, { from, signal, allowed }: RequestOptions): Promise<IncomingMessage> {
  const isAllowed = allowed.includes(url.origin);
  const headers = {
    'accept-encoding': 'identity',
    'user-agent': 'nabla',
    ...(from > 0 && { range: `bytes=${from}-` }),
  };
  const options = { headers, signal, agent: false as const, ...(!isAllowed && { lookup: outwardLookup }) };
  return new Promise((resolve, reject) => {
    const call = (url.protocol === 'https:' ? https : http).get(url, options, resolve);
    call.on('error', reject);
    call.setTimeout(SILENCE_MS, () => {
      call.destroy(new BadAnswer(`sent nothing for ${SILENCE_MS / 1000} seconds`));
    });
  });
}
