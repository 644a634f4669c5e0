import * as v from 'valibot';
import { AddPaper } from '#capabilities/cases/inputs.ts';
import { addPaper, keepUpload } from '#capabilities/cases/keep-upload.server.ts';
import { caseToChange } from '#capabilities/cases/read.server.ts';
import { getProcedure } from '#capabilities/procedures/get-procedure.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { inScope } from '#platform/scope.server.ts';

/** What a program sends beside the file. */
export const PaperSent = v.pick(AddPaper, ['case', 'paper']);
const WithFile = v.object({ ...PaperSent.entries, file: v.file() });

/**
 * A paper that a program brings: read by its content, cleaned and sealed as one from a page, then named in its case. Nothing of
 * it is kept for whoever may not add papers, for a case that takes none any more, nor under a name that its procedure does not have
 * (`paper-unlisted`).
 */
export async function takePaper(context: Context, form: FormData): Promise<{ id: string }> {
	if (!may(context.actor, addPaper)) throw new Refusal('not-allowed', { name: addPaper.called });
	const { file, ...of } = v.parse(WithFile, Object.fromEntries(form));
	const found = await inScope(context.db, context.actor, context.request, (db) =>
		caseToChange({ ...context, db }, of.case, 'judge-paper')
	);
	const { papers, code } = getProcedure(found.procedureCode);
	if (!papers.some(({ id }) => id === of.paper))
		throw new Refusal('paper-unlisted', { procedure: code, paper: of.paper });
	const kept = await keepUpload(context, found, file);
	return addPaper(context, { ...of, ...kept, id: context.request });
}
