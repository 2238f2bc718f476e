/** How long a server that is starting may take to answer. */
export const LIMIT = 20_000;

/** The first answer that fits, or the last one before the limit; a server works while we ask. */
export async function until<T>(ask: () => T | Thenable<T>, fits: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + LIMIT;
  for (;;) {
    const answer = await ask();
    if (fits(answer) || Date.now() > deadline) return answer;
    await new Promise((next) => setTimeout(next, 100));
  }
}
