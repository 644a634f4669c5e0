import type { Context } from '#platform/context.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { answersInPortalOrder } from '#capabilities/procedures/rules-form.ts';
import { getPerson } from '#capabilities/residents/people.server.ts';
import type { Filing } from './port.ts';
import { confirmedHash, getCase, nameOfReceiver, readWhole } from '#capabilities/cases/read.server.ts';
import { isReleased } from '#capabilities/cases/rules-stage.ts';

/** The case as the portal wants it: answers in its order and words, papers by hash. Null unless it is released and is what she said yes to. */
export async function filingOf(context: Context, id: string): Promise<Filing | null> {
	const file = await getCase(context, id);
	if (!isReleased(file)) return null;
	const [whole, confirmed, owner, receiverName] = await Promise.all([
		readWhole(context, file),
		confirmedHash(context.db, id),
		getPerson(context, file.ownerId),
		file.receiverId ? nameOfReceiver(context.db, file.receiverId) : null
	]);
	if (confirmed !== whole.hash) return null;
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
