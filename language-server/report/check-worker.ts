/** What starts the second thread of `nabla check`, from code that the first keeps. */
import { join } from 'node:path';
import { load } from '../kept-code';

load(join(__dirname, 'check-code.js'), require, process.env.NABLA_CACHE_DIR);
