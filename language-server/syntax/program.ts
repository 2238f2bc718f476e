/**
 * The one program form that all analysis shares: Python, JavaScript and TypeScript are converted to it. What a grammar
 * cannot parse, or what has no bearing on shapes, becomes `unknown`, so that conversion never fails.
 */

/** Half open, in UTF-16 code units from the start of the text. */
export interface Range {
  start: number;
  end: number;
}

export type Language = 'python' | 'javascript' | 'typescript' | 'tsx';

export interface Program {
  language: Language;
  statements: Statement[];
  comments: Comment[];
  /** What the grammar cannot read: a syntax error, or syntax that is newer than the grammar. */
  unparsed: Range[];
}

export interface Comment {
  range: Range;
  /** Without the comment sign. */
  text: string;
}

export interface Argument {
  value: Expression;
  /** `name=value` */
  name?: string;
  /** `*value` or `**value` */
  spread?: 'positional' | 'keyword';
}

export interface Parameter {
  name: string;
  range: Range;
  default?: Expression;
  annotation?: Expression;
  /** `*args` or `**kwargs` */
  variadic?: 'positional' | 'keyword';
  keywordOnly?: boolean;
  positionalOnly?: boolean;
  /** A destructured parameter's pattern. */
  pattern?: Expression;
}

/** A comment of a function's head. */
export interface Remark extends Comment {
  /** Whether it stands on a line of the signature, and the parameter that it stands behind. */
  inSignature: boolean;
  parameter?: string;
}

export interface FunctionDefinition {
  name: string;
  range: Range;
  nameRange: Range;
  parameters: Parameter[];
  body: Statement[];
  decorators: Expression[];
  /** Absent where there are none. */
  remarks?: Remark[];
  returns?: Expression;
  generator: boolean;
  async: boolean;
  /** JavaScript: every name that the function declares itself; others that it assigns to are found outside. */
  locals?: string[];
  /** JavaScript: the first parameter is `this`. */
  method?: boolean;
  /** JavaScript: what a class makes of a method. */
  role?: 'class' | 'property' | 'setter';
}

export interface ClassDefinition {
  name: string;
  range: Range;
  nameRange: Range;
  bases: Argument[];
  body: Statement[];
  decorators: Expression[];
}

export interface Clause {
  /** Absent for an `if` clause. */
  target?: Expression;
  /** What is iterated, or the condition. */
  value: Expression;
}

export interface Entry {
  /** Absent for `**value`. */
  key?: Expression;
  value: Expression;
}

export type Operator = '+' | '-' | '*' | '/' | '//' | '%' | '**' | '@' | '&' | '|' | '^' | '<<' | '>>' | '>>>';

export type ExpressionForm =
  | { kind: 'name'; name: string }
  | { kind: 'attribute'; object: Expression; name: string; nameRange: Range }
  /** `fresh`: JavaScript's `new`. */
  | { kind: 'call'; callee: Expression; arguments: Argument[]; fresh?: boolean }
  | { kind: 'subscript'; object: Expression; index: Expression }
  | { kind: 'slice'; lower?: Expression; upper?: Expression; step?: Expression }
  | { kind: 'number'; value: number; integer: boolean }
  | { kind: 'string'; value: string }
  | { kind: 'template'; parts: Expression[] }
  /** null: Python's None and JavaScript's undefined; `null`: JavaScript's null. */
  | { kind: 'constant'; value: boolean | null | 'null' | 'ellipsis' | 'imaginary' }
  | { kind: 'sequence'; type: 'tuple' | 'list' | 'set'; elements: Expression[] }
  | { kind: 'dictionary'; entries: Entry[] }
  | { kind: 'unary'; operator: '-' | '+' | '~' | 'not' | 'typeof'; operand: Expression }
  | { kind: 'binary'; operator: Operator; left: Expression; right: Expression }
  /** `loose`: JavaScript's `==` and `!=`, which convert. */
  | { kind: 'comparison'; operands: Expression[]; operators: string[]; loose?: boolean }
  | { kind: 'logical'; operator: 'and' | 'or' | '??'; left: Expression; right: Expression }
  | { kind: 'conditional'; test: Expression; consequent: Expression; alternate: Expression }
  | { kind: 'lambda'; definition: FunctionDefinition }
  | {
      kind: 'comprehension';
      type: 'list' | 'set' | 'generator' | 'dictionary';
      key?: Expression;
      element: Expression;
      clauses: Clause[];
    }
  | { kind: 'starred'; value: Expression }
  | { kind: 'assignment'; target: Expression; value: Expression }
  | { kind: 'await'; value: Expression }
  /** `all`: `yield from value`. */
  | { kind: 'yield'; value?: Expression; all?: boolean }
  | { kind: 'unknown'; parts: Expression[] };

export type Expression = ExpressionForm & { range: Range };

export interface Binding {
  /** The local name. */
  name: string;
  range: Range;
  /** As written: `torch.nn`, `.layers`, `@tensorflow/tfjs`. */
  module: string;
  /** `from module import member`; absent where the module itself is bound. */
  member?: string;
}

export interface Handler {
  /** The exception that it is for, or a tuple of several; absent where it is for all. */
  type?: Expression;
  name?: string;
  body: Statement[];
}

export interface Case {
  pattern: Pattern;
  guard?: Expression;
  body: Statement[];
}

/** What a case asks of its subject. */
export type Pattern =
  | { kind: 'value'; value: Expression }
  /** Anything, by this name if it has one. */
  | { kind: 'capture'; name?: string }
  /** One of several. */
  | { kind: 'any'; patterns: Pattern[] }
  /** As many parts as there are patterns. */
  | { kind: 'sequence'; patterns: Pattern[] }
  /** More than is understood; it may bind `names`. */
  | { kind: 'other'; names: string[] };

export type StatementForm =
  | { kind: 'expression'; value: Expression }
  | { kind: 'assign'; targets: Expression[]; value?: Expression; annotation?: Expression; operator?: Operator }
  | { kind: 'if'; branches: { test: Expression; body: Statement[] }[]; otherwise: Statement[] }
  | {
      kind: 'for';
      target: Expression;
      iterable: Expression;
      body: Statement[];
      otherwise: Statement[];
      /** JavaScript: names that are new in every turn. */
      declares?: string[];
    }
  | {
      kind: 'while';
      test: Expression;
      body: Statement[];
      update: Statement[];
      otherwise: Statement[];
      /** JavaScript's `for (let i …)`: names that every turn has anew, with their value so far. */
      renews?: string[];
    }
  | { kind: 'try'; body: Statement[]; handlers: Handler[]; otherwise: Statement[]; last: Statement[] }
  | { kind: 'with'; items: { value: Expression; target?: Expression }[]; body: Statement[] }
  | { kind: 'match'; subject: Expression; cases: Case[] }
  | { kind: 'return'; value?: Expression }
  | { kind: 'raise'; value?: Expression }
  | { kind: 'break' | 'continue' | 'pass' }
  | { kind: 'assert'; test: Expression }
  | { kind: 'delete'; targets: Expression[] }
  | { kind: 'outer'; names: string[]; scope: 'global' | 'nonlocal' }
  | { kind: 'import'; bindings: Binding[]; wildcard?: string }
  | { kind: 'function'; definition: FunctionDefinition }
  | { kind: 'class'; definition: ClassDefinition }
  /** `declares`: the names of JavaScript's that end with the block. */
  | { kind: 'block'; body: Statement[]; declares?: string[] }
  /** Unparsable text that may bind any of `names`. */
  | { kind: 'unparsed'; names: string[] };

export type Statement = StatementForm & { range: Range };
