import type { Finding, Fix } from '../analysis';
import type { Document } from '../syntax/parse';
import { changedArguments } from './arguments';
import { insertedFlattening } from './flattening';
import { addedKeywords } from './keywords';
import { changedOperands } from './operands';

/** What may mend a misfit besides another number; whether it does is for the analysis to say. */
export const candidates = ({ text, language }: Document, { rule, range, related = [] }: Finding): Fix[] =>
  rule === 'shape-mismatch'
    ? [
        ...changedArguments(text, range, language === 'python'),
        ...changedOperands(text, range),
        ...insertedFlattening(text, [range, ...related.map((each) => each.range)]),
        ...addedKeywords(text, range.start),
      ]
    : [];
