/** The smallest part of a program that shows what is wrong with it. */
import { isRead, type Program } from './program';

/** The program without statements that it fails without: from the last, each whose results nobody reads. */
export async function shortened(program: Program, fails: (program: Program) => Promise<boolean>): Promise<Program> {
  let shortest = program;
  for (const statement of program.statements.toReversed()) {
    if (statement.names.some((name) => isRead(name, shortest.statements))) continue;
    const shorter = { ...shortest, statements: shortest.statements.filter((each) => each !== statement) };
    if (shorter.statements.length > 0 && (await fails(shorter))) shortest = shorter;
  }
  return shortest;
}
