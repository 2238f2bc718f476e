/** What is wrong with a call of a command, as Node's reader of arguments says it, and how it is called. */
export const misuse = (error: unknown, command: string, usage: string): string =>
  `${(error as Error).message.split(/\n|\. /)[0]!}; usage: nabla ${command} ${usage}`;
