import { resultsOf } from './results.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals }) => resultsOf(url, locals);
