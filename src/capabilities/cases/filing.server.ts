import type { Context } from '#platform/context.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { answersInPortalOrder } from '#capabilities/procedures/rules-form.ts';
import { getPerson } from '#capabilities/residents/people.server.ts';
import type { Filing } from './port.ts';
import { getCase, readWhole } from './read.server.ts';
import { findReceiverName } from './sql-filing.server.ts';

/** The case as the portal wants it: answers in its order and words, papers by hash. Read only to be sent or copied by hand. */
export async function filingOf(context: Context, id: string): Promise<Filing> {
	const file = await getCase(context, id);
	const [whole, owner, receiverName] = await Promise.all([
		readWhole(context, file),
		getPerson(context, file.ownerId),
		file.receiverId ? findReceiverName(context.db, file.receiverId) : null
	]);
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
