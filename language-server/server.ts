/** The language server from its source; bundled it is started by `start.ts`. */
import { serve } from './serve';

void serve();
