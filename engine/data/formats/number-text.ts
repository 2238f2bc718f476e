/** Numbers, moments and truths as people write them. Every parser gives NaN for what is none. */

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A finite number in decimal notation; 1e999 is none. */
export function numberOf(text: string, decimal: '.' | ','): number {
  const point = decimal === '.' ? text : text.replace(',', '.');
  const value = NUMBER.test(point) ? Number(point) : NaN;
  return Number.isFinite(value) ? value : NaN;
}

export const looksNumeric = (text: string): boolean => !Number.isNaN(numberOf(text, text.includes('.') ? '.' : ','));

const TRUTHS: ReadonlyMap<string, number> = new Map([
  ...['true', 't', 'yes', 'y'].map((word) => [word, 1] as const),
  ...['false', 'f', 'no', 'n'].map((word) => [word, 0] as const),
]);

/** 1 for true and yes, 0 for false and no. */
export const truthOf = (text: string): number => TRUTHS.get(text.toLowerCase()) ?? NaN;

const TIME = String.raw`(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?\s?(Z|[+-]\d{2}:?\d{2})?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`);
/** Only points: with slashes nobody can tell the day from the month. */
const DAY_FIRST = new RegExp(String.raw`^(\d{1,2})(\.)(\d{1,2})\.(\d{4})${TIME}$`);

const MILLISECONDS_A_DAY = 86_400_000;

/** Days since 1970, of 2024-02-29, 2024/02/29, 29.2.2024, each with or without a time (ISO 8601); no zone is UTC. */
export function daysOf(text: string): number {
  const yearFirst = YEAR_FIRST.exec(text);
  const match = yearFirst ?? DAY_FIRST.exec(text);
  if (!match) return NaN;
  const [, first, , month, last, hour = '0', minute = '0', second = '0', zone = 'Z'] = match;
  const [year, day] = yearFirst ? [first, last] : [last, first];
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // 30 February would become 1 March.
  const calendar = new Date(date);
  const isReal = calendar.getUTCDate() === Number(day) && calendar.getUTCMonth() + 1 === Number(month);
  if (!isReal || Number(hour) > 24 || Number(minute) > 59 || Number(second) >= 61) return NaN;
  const minutes = Number(hour) * 60 + Number(minute) - zoneMinutes(zone);
  return (date + minutes * 60_000 + Number(second) * 1000) / MILLISECONDS_A_DAY;
}

/** Of "+02:00": 120. */
function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  return (zone.startsWith('-') ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}
