import type { Fix, Severity } from '../analysis';
import type { Event } from '../interpreter/event';
import type { Site } from '../interpreter/value';

/** What a rule has to say about one event. */
export interface Draft {
  message: string;
  site: Site;
  fix?: Fix;
  related?: { site: Site; message: string }[];
  /** Where it differs from the rule's own. */
  severity?: Severity;
}

/** One rule: it watches what the interpreter reports of a program. Its page is `<name>.md`. */
export interface Rule {
  name: string;
  severity: Severity;
  summary: string;
  /** Whether it is a matter of style: nothing is told of it where nobody asks for it. */
  optional?: true;
  /** `text`: the document's, to cut pieces from. */
  find: (event: Event, text: string) => Draft | undefined;
}
