import type { Fix } from '../analysis';
import type { Range } from '../syntax/program';

/** An operand without operators of its own: `x`, `self.weight[0]`, `net(x).mT`. */
const OPERAND = String.raw`([A-Za-z_][\w.]*(?:\([^()]*\)[\w.]*|\[[^[\]]*\][\w.]*)*)`;

/** A matrix product with what stands around its operands: `a @ b`, `torch.bmm(a, b)`, `a.matmul(b)`. */
const PRODUCTS: readonly (readonly [pattern: RegExp, print: (left: string, right: string, name: string) => string])[] =
  [
    [new RegExp(`^${OPERAND}\\s*@\\s*${OPERAND}()$`), (left, right) => `${left} @ ${right}`],
    [
      new RegExp(`^torch\\.(?:matmul|mm|bmm)\\(\\s*${OPERAND}\\s*,\\s*${OPERAND}\\s*\\)()$`),
      (left, right, name) => `torch.${name}(${left}, ${right})`,
    ],
    [
      new RegExp(`^${OPERAND}\\.(?:matmul|mm|bmm)\\(\\s*${OPERAND}\\s*\\)()$`),
      (left, right, name) => `${left}.${name}(${right})`,
    ],
  ];

const NAME = /(matmul|mm|bmm)\(/;

/** Other ways to multiply the same two; first the one that the message advises. */
const CHANGES: readonly (readonly [title: string, change: (left: string, right: string) => [string, string]])[] = [
  ['Transpose the second operand', (left, right) => [left, `${right}.transpose(-2, -1)`]],
  ['Swap the operands', (left, right) => [right, left]],
];

/** Changes of a product's operands. */
export function changedOperands(text: string, range: Range): Fix[] {
  const code = text.slice(range.start, range.end);
  const name = NAME.exec(code)?.[1] ?? '';
  return PRODUCTS.flatMap(([pattern, print]) => {
    const [, left, right] = pattern.exec(code) ?? [];
    if (left === undefined || right === undefined) return [];
    return CHANGES.map(([title, change]) => {
      const newText = print(...change(left, right), name);
      return { title: `${title}: ${newText}`, safe: false, edits: [{ range, newText }] };
    });
  });
}
