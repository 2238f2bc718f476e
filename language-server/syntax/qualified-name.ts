import { AMBIENT, canonicalName } from './names';
import type { Binding, Expression, FunctionDefinition, Program, Range } from './program';
import { walk } from './walk';

export interface QualifiedName {
  name: string;
  range: Range;
}

const contains = (range: Range, offset: number): boolean => range.start <= offset && offset <= range.end;

/** Longer chains of aliases (`a = b; b = c; …`) are not followed: it also ends cycles. */
const MAX_ALIASES = 8;

/** What a file's names stand for, as far as its imports and plain aliases (`layers = keras.layers`) tell. */
export class NameTable {
  private readonly bindings: Binding[] = [];
  private readonly attributes: Expression[] = [];
  private readonly imports = new Map<string, string>();
  private readonly aliases = new Map<string, Expression>();
  private readonly functions: FunctionDefinition[] = [];

  constructor(program: Program) {
    for (const [name, qualified] of AMBIENT[program.language]) this.imports.set(name, qualified);
    walk(program.statements, {
      statement: (statement) => {
        if (statement.kind === 'import') {
          for (const binding of statement.bindings) this.bind(binding);
        }
        if (statement.kind === 'function') this.functions.push(statement.definition);
        if (statement.kind === 'assign' && !statement.operator) {
          for (const target of statement.targets) this.alias(target, statement.value);
        }
      },
      expression: (expression) => {
        if (expression.kind === 'lambda') this.functions.push(expression.definition);
        if (expression.kind === 'name' || expression.kind === 'attribute') this.attributes.push(expression);
      },
    });
  }

  private bind(binding: Binding): void {
    this.bindings.push(binding);
    this.imports.set(binding.name, qualifiedBinding(binding));
  }

  private alias(target: Expression, value: Expression | undefined): void {
    if (!value) return;
    if (target.kind === 'name' && !this.imports.has(target.name)) this.aliases.set(target.name, value);
    if (target.kind !== 'dictionary') return;
    for (const { key, value: bound } of target.entries) {
      if (key?.kind !== 'string' || bound.kind !== 'name') continue;
      this.aliases.set(bound.name, {
        kind: 'attribute',
        object: value,
        name: key.value,
        nameRange: key.range,
        range: key.range,
      });
    }
  }

  /** What the identifier or attribute at `offset` refers to: `nn.Linear` → torch.nn.Linear. */
  at(offset: number): QualifiedName | undefined {
    const binding = this.bindings.find(({ range }) => contains(range, offset));
    if (binding) return { name: qualifiedBinding(binding), range: binding.range };
    const under = this.attributes.find((each) =>
      contains(each.kind === 'attribute' ? each.nameRange : each.range, offset),
    );
    const name = under && this.resolve(under);
    return name === undefined ? undefined : { name, range: under!.range };
  }

  /** The qualified name of a name or attribute chain, or undefined where it is a local thing. */
  private resolve(expression: Expression, aliases = 0): string | undefined {
    if (expression.kind === 'attribute') {
      const object = this.resolve(expression.object, aliases);
      return object === undefined ? undefined : canonicalName(`${object}.${expression.name}`);
    }
    if (expression.kind !== 'name' || this.isParameter(expression.name, expression.range.start)) return undefined;
    const imported = this.imports.get(expression.name);
    if (imported !== undefined) return imported;
    const alias = this.aliases.get(expression.name);
    return alias && aliases < MAX_ALIASES ? this.resolve(alias, aliases + 1) : undefined;
  }

  private isParameter(name: string, offset: number): boolean {
    return this.functions.some(
      ({ range, parameters }) => contains(range, offset) && parameters.some((parameter) => parameter.name === name),
    );
  }
}

/** What an import binds a name to. */
export const qualifiedBinding = ({ module, member }: Binding): string =>
  canonicalName(member === undefined || member === 'default' ? module : `${canonicalName(module)}.${member}`);
