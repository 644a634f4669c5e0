import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { may, query } from '#platform/dispatch.server.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import { getPersonBrief, samePerson } from '#capabilities/residents/people.server.ts';
import { standingIn } from '#capabilities/learning/of-topic.server.ts';
import { PaperShown } from './answers.ts';
import { getCertificate } from './give.server.ts';
import { OneCertificate } from './inputs.ts';
import { given } from './questions.server.ts';
import { shownCertificate } from './stands.server.ts';
import type { CertificateRow } from './sql.server.ts';

/** In a session only of whoever sits there; outside of one only by whoever leads. */
async function isOpenTo(context: Context, { personId }: CertificateRow): Promise<boolean> {
	const { subject } = context.actor;
	return subject === null ? may(context.actor, given) : samePerson(context, personId, subject);
}

/** What the paper of a certificate says, for whoever holds it, and for whoever prints it beside them. Refuses one that was taken back. */
export const paper = query(
	{
		name: 'certificates.paper',
		byPerson: true,
		group: ['sit-beside', 'lead', 'own-page'],
		input: OneCertificate,
		answer: PaperShown,
		look: ({ person, id }, _, { subject }) =>
			subject === null ? { person, what: 'record', purpose: 'certificate', about: id } : null
	},
	async (context, input) => {
		const row = await getCertificate(context, input);
		if (row.takenBackAt !== null || !(await isOpenTo(context, row))) throw new Refusal('certificate-unknown');
		const known = await standingIn(context, row.personId, row.topic);
		const held = row.levels.map(({ statement }) => statement);
		return {
			...shownCertificate(row, dayOf(context.now)),
			person: row.personId,
			name: (await getPersonBrief(context, row.personId)).name,
			centre: (await getCentre(context.db, row.centreId)).name,
			...{ assessor: row.assessorName, organisation: row.organisation, class: row.class },
			says: known.filter(({ id }) => held.includes(id)).map(({ levels }) => levels[1])
		};
	}
);
