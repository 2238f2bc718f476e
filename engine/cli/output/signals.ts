/** What a shell reports for a program that Ctrl-C ended. */
const INTERRUPTED = 130;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The first Ctrl-C saves and stops; a second one does not wait.
 * @returns what lets go of the signals
 */
export function stopOnSignals(running: { stop(): void }): () => void {
  let isStopped = false;
  const stop = () => {
    if (isStopped) process.exit(INTERRUPTED);
    isStopped = true;
    running.stop();
  };
  for (const name of SIGNALS) process.on(name, stop);
  return () => {
    for (const name of SIGNALS) process.off(name, stop);
  };
}
