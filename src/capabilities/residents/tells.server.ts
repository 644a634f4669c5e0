import { tell, tellStaff, type Told } from '#platform/telling.server.ts';
import { correctPerson } from './correct-person.server.ts';
import { agreeIdentity, dropIdentity } from './identity.server.ts';
import { mergePeople } from './merge.server.ts';

/** A change of a record is known by the request that made it. */
type Changed = { personId: string | null; request: string; detail: { fields: readonly string[]; hadPhone: boolean } };

/** That their telephone is another now, is said to the one that stood there before: whoever took it over by a lie has the new one. */
const formerTelephone = ({ personId, request, detail }: Changed): readonly Told[] =>
	personId !== null && detail.hadPhone && detail.fields.includes('phone')
		? [{ to: personId, about: request, byText: true, beforeChange: request }]
		: [];

/** Rows were joined, and the telephone of one of them is theirs no more. */
const leftTelephone = ({ personId, request, detail }: Omit<Changed, 'detail'> & { detail: { hadPhone: boolean } }) =>
	formerTelephone({ personId, request, detail: { ...detail, fields: ['phone'] } });

/** Somebody is told that what the register says of them was put right: whoever did not ask for it comes and says so. */
export const residentsTells = [
	tell({
		name: 'residents.corrected',
		hears: correctPerson,
		topic: 'register',
		must: true,
		waits: true,
		says: [],
		told: (_, { personId, answer }) =>
			personId && (answer.changed > 0 || answer.waits) ? [{ to: personId, about: personId }] : []
	}),
	tell({
		name: 'residents.telephone-changed',
		hears: [correctPerson, agreeIdentity],
		topic: 'telephone',
		must: true,
		waits: true,
		says: [],
		told: (_, row) => (row.answer.changed > 0 ? formerTelephone(row) : [])
	}),
	tell({
		name: 'residents.telephone-joined',
		hears: mergePeople,
		topic: 'telephone',
		must: true,
		waits: true,
		says: [],
		told: (_, row) => leftTelephone(row)
	}),
	// Two have to see a change of who somebody is: the second reads that it waits.
	tellStaff({
		...{ name: 'residents.identity-asked', topic: 'identity', hears: correctPerson },
		told: (_, { actorId, personId, answer }) =>
			personId && answer.waits
				? [{ staff: { may: agreeIdentity }, but: [actorId], about: personId, person: personId }]
				: []
	}),
	tellStaff({
		...{ name: 'residents.identity-decided', topic: 'identity', hears: [agreeIdentity, dropIdentity], known: true },
		told: (_, { personId }) => (personId ? [{ staff: [], about: personId }] : [])
	})
];
