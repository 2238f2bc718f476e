import type { Value } from '../interpreter/value';
import { rowOf } from './table';
import type { Rule } from './library';
import { UNKNOWN } from '../interpreter/value';

/** Parameters of another row, each by the name of this call's parameter that fills it, or by a value of its own. */
export type Filled = Record<string, string | Value>;

/** The rule of another library's function that does the same under other names. */
export const via =
  (name: string, filled: Filled): Rule =>
  (call) => {
    const entries = Object.entries(filled).map(([parameter, source]): [string, Value] => [
      parameter,
      typeof source === 'string' ? (call.arguments.get(source) ?? UNKNOWN) : source,
    ]);
    return rowOf(name)?.rule({ ...call, arguments: new Map(entries), expressions: new Map() }) ?? UNKNOWN;
  };
