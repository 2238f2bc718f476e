/** Settings of a debugger or a shell that must not reach our processes: they run our code only. */
const FOREIGN = ['NODE_OPTIONS', 'NODE_PATH', 'NODE_REPL_EXTERNAL_MODULE', 'LD_PRELOAD', 'DYLD_INSERT_LIBRARIES'];

/** The variables of a process that runs one of our bundles. @param more what this one is told besides */
export function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !FOREIGN.includes(name));
  // Under Electron, execPath is the editor itself: this makes it a plain Node.
  return { ...Object.fromEntries(inherited), ...more, ELECTRON_RUN_AS_NODE: '1' };
}
