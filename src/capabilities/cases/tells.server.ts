import type { Context } from '#platform/context.server.ts';
import { tell, tellStaff, type Told } from '#platform/telling.server.ts';
import { claim, deny, settleClaim, takeDenial } from './claim.server.ts';
import type { CaseRow } from './answers.ts';
import { getCase } from './read.server.ts';
import { handResult, receive } from './receive.server.ts';

/** Whoever had it done is told, of whom it is too: a mother of her child's. Nothing is told of a file that is not there any more. */
const told = async (
	context: Context,
	id: string | null,
	of: (file: CaseRow) => Omit<Told, 'to' | 'about'> | null
): Promise<readonly Told[]> => {
	const file = id === null ? null : await getCase(context, id);
	const said = file && of(file);
	return said ? [{ ...said, to: file.helpedId, about: file.id }] : [];
};

/** What somebody is told of their files here; of the portal's answers `filing` tells. */
export const casesTells = [
	tell({
		name: 'cases.received',
		hears: receive,
		topic: 'file',
		must: false,
		says: ['day'],
		told: (context, { about }) =>
			told(context, about, ({ dueOn }) => (dueOn === null ? null : { says: { day: dueOn } }))
	}),
	tell({
		name: 'cases.received-open',
		hears: receive,
		topic: 'file',
		must: false,
		says: [],
		told: (context, { about }) => told(context, about, ({ dueOn }) => (dueOn === null ? {} : null))
	}),
	tell({
		name: 'cases.handed',
		hears: handResult,
		topic: 'file',
		must: false,
		says: [],
		known: true,
		told: (context, { about }) => told(context, about, () => ({}))
	}),
	// Somebody says that a file is not theirs: whoever leads reads it, but not who made or received that file, until one of them looks into it.
	tellStaff({
		...{ name: 'cases.denied', topic: 'denial', hears: [claim, deny] },
		told: async (context, { about, personId: person, answer }) => {
			if (about === null) return [];
			if (answer.said !== 'not-mine') return [{ staff: [], about }];
			const { madeBy, receiverId } = await getCase(context, about);
			return [{ staff: { may: takeDenial }, but: [madeBy, receiverId], about, person }];
		}
	}),
	tellStaff({
		...{ name: 'cases.denial-held', topic: 'denial', hears: [takeDenial, settleClaim], known: true },
		told: (_, { about }) => (about === null ? [] : [{ staff: [], about }])
	})
];
