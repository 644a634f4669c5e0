import { Refusal } from '#kernel/refusal.ts';
import type { Procedure } from './answers.ts';
import { inForce } from './catalogue.ts';
import { findProcedure } from './catalogue.server.ts';

/** A procedure of the catalogue by its code (`d.dddddd`); refuses one that it does not list (`procedure-unknown`). */
export function getProcedure(code: string): Procedure {
	const found = findProcedure(code);
	if (!found) throw new Refusal('procedure-unknown', { code });
	return found;
}

/** The same for whoever begins a file on a day (`yyyy-mm-dd`): refuses one that was replaced by then (`procedure-replaced`). */
export function procedureInForce(code: string, day: string): Procedure {
	const procedure = getProcedure(code);
	if (!inForce(procedure, day)) throw new Refusal('procedure-replaced', { code: procedure.replacedBy.join(', ') });
	return procedure;
}
