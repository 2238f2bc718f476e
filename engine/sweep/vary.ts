/** `--vary optimizer.learningRate=1e-4..1e-1:log`: a varied setting on the command line. */
import { Problem } from '../process/problem';
import { parseValue } from '../training/overrides';

const RANGE = /^([^:]+?)\.\.([^:]+)((?::[a-z0-9]+)*)$/;

const wrong = (setting: string, cause: string) =>
  new Problem(
    'wrong-setting',
    `--vary ${setting}: ${cause}; write path=1,2,3, path=[[16],[32,32]] or path=FROM..TO, followed by :log, :integer or :POINTS`,
  );

/** What may follow a range: how it is spread, that it has whole numbers, how many of them a grid takes. */
function suffix(text: string, setting: string): object {
  if (text === 'log' || text === 'linear') return { scale: text };
  if (text === 'integer') return { integer: true };
  if (/^\d+$/.test(text)) return { points: Number(text) };
  throw wrong(setting, `":${text}" is not known`);
}

function rangeOf(match: RegExpExecArray, setting: string): object {
  const [from, to] = [Number(match[1]), Number(match[2])];
  if (!Number.isFinite(from) || !Number.isFinite(to)) throw wrong(setting, 'a range goes from a number to a number');
  const suffixes = match[3]!.split(':').slice(1);
  return Object.assign({ from, to }, ...suffixes.map((text) => suffix(text, setting))) as object;
}

function valuesOf(text: string, setting: string): unknown {
  const range = RANGE.exec(text);
  if (range) return rangeOf(range, setting);
  const whole = parseValue(text);
  if (Array.isArray(whole)) return whole;
  return text.split(',').map(parseValue);
}

/**
 * Dotted path → list or range, to be decoded with the sweep.
 * @throws Problem `wrong-setting`
 */
export function parseVary(settings: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    settings.map((setting) => {
      const equals = setting.indexOf('=');
      if (equals < 1 || equals === setting.length - 1) throw wrong(setting, 'it has no values');
      return [setting.slice(0, equals), valuesOf(setting.slice(equals + 1), setting)];
    }),
  );
}
