import { closeBrowser, setting } from './browser';
import { openWorkbench, type Workbench } from './workbench';

/**
 * A window for the scenes of the suite that calls this, on a copy of the sample workspace: opened before them, closed
 * with its browser behind them. What it returns is filled by then.
 * @param origin names the setting that holds the server's address
 */
export function useWorkbench(origin = 'NABLA_EDITOR_ORIGIN'): Workbench {
  const bench = {} as Workbench;
  before(async () => {
    Object.assign(bench, await openWorkbench(setting(origin)));
  });
  after(async () => {
    await bench.close();
    await closeBrowser();
  });
  return bench;
}
