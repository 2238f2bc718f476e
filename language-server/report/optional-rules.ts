import { rules } from '../rules/rules.generated';

const OPTIONAL: ReadonlySet<string> = new Set(rules.flatMap((each) => ('optional' in each ? each.name : [])));

/** Whether a rule is told of where only `asked` of those were asked for that are a matter of style. */
export const isTold = (rule: string, asked: readonly string[]): boolean => !OPTIONAL.has(rule) || asked.includes(rule);
