import type { Context } from '#platform/context.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { answersInPortalOrder } from '#capabilities/procedures/rules-form.ts';
import { getPerson } from '#capabilities/residents/people.server.ts';
import type { Filing } from './port.ts';
import { getCase, readWhole } from './read.server.ts';
import { isReleased } from './rules-stage.ts';
import { findReceiverName } from './sql-filing.server.ts';
import { findConfirmation } from './sql.server.ts';

/** The case as the portal wants it: answers in its order and words, papers by hash. Null unless it is released and is what she said yes to. */
export async function filingOf(context: Context, id: string): Promise<Filing | null> {
	const file = await getCase(context, id);
	if (!isReleased(file)) return null;
	const [whole, confirmation, owner, receiverName] = await Promise.all([
		readWhole(context, file),
		findConfirmation(context.db, id),
		getPerson(context, file.ownerId),
		file.receiverId ? findReceiverName(context.db, file.receiverId) : null
	]);
	if (confirmation?.contentHash.toString('hex') !== whole.hash) return null;
	const values = Object.fromEntries(whole.answers.map(({ question, value }) => [question, value]));
	return {
		idempotencyKey: id,
		procedureCode: file.procedureCode,
		channel: file.way ?? 'DIRECT',
		receiverName,
		applicant: { name: owner.name, personalNo: owner.number, birthDate: owner.birthDate },
		answers: answersInPortalOrder(formOf(file.procedureCode), values).map(({ label, text }) => ({
			label,
			value: text
		})),
		papers: whole.papers.map(({ paper, sha256 }) => ({ name: paper, sha256 })),
		feeTotal: null
	};
}
