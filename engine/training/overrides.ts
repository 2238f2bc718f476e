/** `--set training.epochs=3`: single values of a specification, by dotted path. */
import { Problem } from '../process/problem';

/** Deeper than any key of a specification. */
const MAX_DEPTH = 8;

/** These would reach the object's prototype instead of a key. */
const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON where it is JSON, else the text itself: `3`, `true`, `null`, `[16, 32]`, `adam`, `/data/mnist`. */
export function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * Reads `--set` arguments.
 * @throws Problem if one has no "="
 */
export function parseOverrides(settings: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    settings.map((setting) => {
      const equals = setting.indexOf('=');
      if (equals < 1) throw new Problem('wrong-setting', `--set ${setting}: write --set path.to.key=value`);
      return [setting.slice(0, equals), parseValue(setting.slice(equals + 1))];
    }),
  );
}

function override(target: Record<string, unknown>, path: string, value: unknown): Record<string, unknown> {
  const keys = path.split('.');
  if (keys.length > MAX_DEPTH || keys.some((key) => key === '' || RESERVED.has(key))) {
    throw new Problem('wrong-setting', `--set ${path}: not a path of a specification; such as training.epochs`);
  }
  const [first, ...rest] = keys as [string, ...string[]];
  if (rest.length === 0) return { ...target, [first]: value };
  const inner = Object.hasOwn(target, first) ? target[first] : {};
  if (!isObject(inner)) {
    throw new Problem('wrong-setting', `--set ${path}: ${first} is ${JSON.stringify(inner)} and has no keys`);
  }
  return { ...target, [first]: override(inner, rest.join('.'), value) };
}

/** A copy with the values at these paths replaced or added. */
export function applyOverrides(specification: object, overrides: Record<string, unknown>): Record<string, unknown> {
  let result: Record<string, unknown> = { ...specification };
  for (const [path, value] of Object.entries(overrides)) result = override(result, path, value);
  return result;
}
