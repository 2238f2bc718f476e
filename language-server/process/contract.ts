/** How the language server's process is started: by the extension, and by the benchmark as the extension does. */

/**
 * What its environment has instead of the editor's. `cache`: the folder where it keeps what later starts find.
 *
 * The server speaks to no network. Where a user has certificates of their own, Node would read all of them before it runs
 * any program, which for the 140 that systems have takes longer than all else that it does then.
 */
export const serverEnvironment = (cache: string): NodeJS.ProcessEnv => ({
  NABLA_CACHE_DIR: cache,
  NODE_EXTRA_CA_CERTS: undefined,
});
