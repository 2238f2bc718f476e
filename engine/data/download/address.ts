/** Which addresses a download may be led to: public hosts, by HTTPS. */
import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Origins that a test's own server has, "http://127.0.0.1:40001"; no setting and no option reaches it. */
export type Allowance = readonly string[];

/** Loopback, link-local, private and unspecified ranges (RFC 6890). */
const inward = new BlockList();
const RANGES4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
];
const RANGES6 = ['::/128', '::1/128', 'fc00::/7', 'fe80::/10'];
for (const [family, ranges] of [
  ['ipv4', RANGES4],
  ['ipv6', RANGES6],
] as const) {
  for (const range of ranges) {
    const [network, bits] = range.split('/');
    inward.addSubnet(network!, Number(bits), family);
  }
}

const isInward = (address: string): boolean => {
  const version = isIP(address);
  return version !== 0 && inward.check(address, version === 4 ? 'ipv4' : 'ipv6');
};

/** Why an address is not gone to, as a clause; null where it is. */
export function refusalOf({ protocol, hostname, origin }: URL, allowed: Allowance): string | null {
  if (allowed.includes(origin)) return null;
  if (protocol !== 'https:') return `is no https: address`;
  const host = hostname.replace(/^\[|\]$/g, '');
  return host === 'localhost' || host.endsWith('.localhost') || isInward(host)
    ? 'leads to this machine or its network'
    : null;
}

const ledInward = (host: string) => new Error(`${host} leads to this machine or its network`);

/** Names that stand for addresses of this machine or its network are not followed either. */
export const outwardLookup: LookupFunction = (host, options, callback) => {
  systemLookup(
    host,
    { ...options, all: true } as LookupOptions & { all: true },
    (error, addresses: LookupAddress[]) => {
      const problem = error ?? (addresses.some(({ address }) => isInward(address)) ? ledInward(host) : null);
      if (problem) callback(problem, '', 0);
      else if (options.all) callback(null, addresses);
      else callback(null, addresses[0]!.address, addresses[0]!.family);
    },
  );
};
