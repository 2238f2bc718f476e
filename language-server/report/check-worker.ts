/** What starts the second thread of `nabla check`, from code that was compiled in a run before where that was kept. */
import { join } from 'node:path';
import { load } from '../kept-code';

const { keep } = load(join(__dirname, 'check-code.js'), require, process.env.NABLA_CACHE_DIR);
process.once('exit', keep);
