import type { IgnoredRule } from '../interpreter/event';
import { nearest } from '../report/nearest';
import type { Draft, Rule } from './rule';

/** A comment that was written to silence a rule, and silences nothing. */
export const rule: Rule = {
  name: 'unknown-rule',
  severity: 'warning',
  summary: 'A comment ignores a rule that does not exist.',
  find: (event) => (event.kind === 'ignore' && !event.rules.includes(event.name) ? draft(event) : undefined),
};

function draft({ name, site, rules }: IgnoredRule): Draft {
  if (name === '') {
    const message =
      'the brackets name no rule, so that nothing is ignored: name one, or leave the brackets out for all.';
    return { message, site };
  }
  const meant = nearest(name, rules);
  const advice =
    meant.length > 0
      ? `write ${meant.join(' or ')}`
      : `leave out the brackets for all, or name one of ${rules.join(', ')}`;
  const edits = meant.slice(0, 1).map((newText) => ({ range: site.range, newText }));
  return {
    message: `no rule is called "${name}", so that nothing is ignored: ${advice}.`,
    site,
    ...(meant.length === 1 && { fix: { title: `Write ${meant[0]!}`, safe: false, edits } }),
  };
}
