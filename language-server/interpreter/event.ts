import type { Dimension } from '../domain/dimension';
import type { Shape } from '../domain/shape';
import type { Expression, Range } from '../syntax/program';
import type { OtherName } from './comment-names';
import type { Site, Tensor, Value } from './value';

/** What rules observe of a program's (abstract) execution. */
export type Event = (Mismatch | ReshapeMismatch | LibraryCall | CommentedShape | RenamedSize | IgnoredRule) & {
  /** For what happens in an imported file: the call of the program that certainly leads there. */
  calledFrom?: Site;
};

/** The rules that report misfits, one a kind of what does not fit. */
export type MismatchRule =
  | 'shape-mismatch'
  | 'type-mismatch'
  | 'dtype-mismatch'
  | 'device-mismatch'
  | 'index-out-of-range'
  | 'argument-mismatch'
  | 'loss-broadcast'
  | 'unpack-mismatch';

/** What can never fit: the statement crashes whenever it is reached. */
export interface Mismatch {
  kind: 'mismatch';
  rule: MismatchRule;
  site: Site;
  /** The operation, as its users call it: `nn.Linear`, `torch.cat`. */
  operation: string;
  /** What came: "a last axis of 4096". */
  received: string;
  /** What was wanted: "in_features=512". */
  expected: string;
  advice: string;
  inputs: Tensor[];
  /** Where the layer stands inside the container whose call reached it. */
  inside?: Site;
  /** Where the layer was made that the input does not fit. */
  layer?: Site;
  /** The line that fixed the other side. */
  fixedAt?: { site: Site; message: string };
  /** The number to write instead of a literal. */
  correction?: { site: Site; size: Dimension; parameter: string };
  /** What makes an argument fit, behind its text: `.float()`. */
  conversion?: { argument: Expression; method: string };
}

/** A view or reshape that cannot keep the number of elements. */
export interface ReshapeMismatch {
  kind: 'reshape';
  site: Site;
  operation: string;
  input: Tensor;
  target: readonly Dimension[];
  /** Elements before and after; `after` is what −1 would have to divide. */
  before: Dimension;
  after: Dimension;
  inferred: boolean;
  /** Where the sizes stand. */
  sizes?: Expression;
  /** Where the layer stands inside the container whose call reached it. */
  inside?: Site;
  shape?: Shape;
}

/** A comment behind an assignment, or of a parameter, that states another shape than the value has. */
export interface CommentedShape {
  kind: 'comment';
  /** Of the comment. */
  site: Site;
  /** The assignment; absent for a parameter. */
  statement?: Range;
  name: string;
  /** The comment's text. */
  written: string;
  shape: Shape;
}

/** A comment behind an assignment that calls a size by the name of another. */
export interface RenamedSize extends Omit<CommentedShape, 'kind' | 'statement'>, OtherName {
  kind: 'renamed';
}

/** A rule that a comment silences by its name. */
export interface IgnoredRule {
  kind: 'ignore';
  /** Of the name; of the comment where none stands in the brackets. */
  site: Site;
  name: string;
  /** The rules that there are. */
  rules: readonly string[];
}

/** A call of a library's function, or of a layer, in the file asked for: what is no crash is told of no other. */
export interface LibraryCall {
  kind: 'call';
  site: Site;
  name: string;
  arguments: ReadonlyMap<string, Value>;
  /** What stands for each parameter in the program's text. */
  expressions: ReadonlyMap<string, Expression>;
}
