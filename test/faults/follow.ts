/** Follows a program that would take memory by the square of its length through edits; prints the megabytes in use. */
import { createAnalyzer } from '../../language-server/analysis';
import type { Language } from '../../language-server/syntax/program';

const lines = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join(''); // prettier-ignore

/** Each with the place of the edits. */
const PROGRAMS: Readonly<Record<string, { language: Language; head: string; tail: string }>> = {
  'one line': {
    language: 'javascript',
    head: `let a = 0;${lines(6000, (i) => `const v${i} = a + ${i};`)}`,
    tail: lines(6000, (i) => `const w${i} = a + ${i};`),
  },
  'a list that grows': {
    language: 'python',
    head: `sizes = []\n${lines(3000, (i) => `sizes.append(${i})\n`)}`,
    tail: lines(3000, (i) => `sizes.append(${i})\n`),
  },
  'a long list that grows': {
    language: 'python',
    head: `sizes = [${lines(20_000, () => '1, ')}]\n`,
    tail: lines(900, (i) => `sizes.append(${i})\n`),
  },
};

const EDITS = 3;

async function follow(name: string): Promise<void> {
  const { language, head, tail } = PROGRAMS[name]!;
  const analyzer = await createAnalyzer((fault) => {
    throw fault;
  });
  const followed = analyzer.follow({ path: '/followed', language });
  for (let edit = 0; edit <= EDITS; edit++) followed.analyze(`${head}edited = ${edit};\n${tail}`);
  globalThis.gc!();
  console.log(process.memoryUsage().heapUsed / 2 ** 20);
}

void follow(process.argv[2]!);
