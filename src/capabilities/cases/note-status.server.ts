import type { Context } from '#platform/context.server.ts';
import { slipHashOf } from './read.server.ts';
import type { Status, CaseRow } from './answers.ts';
import { insertStatus } from './sql-outside.server.ts';
import { updateFiled, updateStatusToNewest } from './sql.server.ts';

type Heard = { status: Status; source: 'portal' | 'by-hand'; outsideAt: Date };

/** The case is filed under its official code, with the first status that is known of it. For the transaction of whoever files it. */
export async function noteFiled(context: Context, file: CaseRow, code: string, heard: Heard): Promise<void> {
	await updateFiled(context.db, file.id, code, heard.status, context.now, slipHashOf(context, file.id));
	await insertStatus(context.db, { case: file.id, ...heard, heardAt: context.now });
}

/** A later status: heard twice it counts once (false), and an older one never overwrites a newer. */
export async function noteStatus({ db, now }: Context, file: CaseRow, heard: Heard): Promise<boolean> {
	const news = await insertStatus(db, { case: file.id, ...heard, heardAt: now });
	if (news && file.status !== 10) await updateStatusToNewest(db, file.id);
	return news;
}
