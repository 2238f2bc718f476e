import type { Finding, Fix } from '../analysis';
import type { Document } from '../syntax/parse';
import { changedArguments } from './arguments';
import { calledOnWhatItIsGiven } from './calling';
import { insertedFlattening } from './flattening';
import { addedKeywords } from './keywords';
import { changedOperands } from './operands';

/** By rule, what may mend a misfit besides another number. */
const CANDIDATES: Partial<Record<string, (document: Document, finding: Finding) => Fix[]>> = {
  'shape-mismatch': ({ text, language }, { range, related = [] }) => [
    ...changedArguments(text, range, language === 'python'),
    ...changedOperands(text, range),
    ...insertedFlattening(text, [range, ...related.map((each) => each.range)]),
    ...addedKeywords(text, range.start),
  ],
  'argument-mismatch': ({ text }, { range }) => calledOnWhatItIsGiven(text, range),
};

/** What may mend a finding; whether it does is for the analysis to say. */
export const candidates = (document: Document, finding: Finding): Fix[] =>
  CANDIDATES[finding.rule]?.(document, finding) ?? [];
