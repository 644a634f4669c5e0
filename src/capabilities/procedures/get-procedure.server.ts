import { Refusal } from '#kernel/refusal.ts';
import type { Procedure } from './answers.ts';
import { findProcedure } from './catalogue.server.ts';

/** A procedure of the catalogue by its code (`d.dddddd`); refuses one that it does not list (`procedure-unknown`). */
export function getProcedure(code: string): Procedure {
	const found = findProcedure(code);
	if (!found) throw new Refusal('procedure-unknown', { code });
	return found;
}
