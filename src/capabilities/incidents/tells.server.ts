import { answerTells } from '#capabilities/support/readers.server.ts';
import { getCase } from '#capabilities/cases/read.server.ts';
import { tell, type Tell, type Told } from '#platform/telling.server.ts';
import type { Reason } from './rules-files.ts';
import { endIncident } from './over.server.ts';
import { tellFile } from './tell-file.server.ts';

/** Why it took longer, to whoever had it done. It is no news of the file itself, and overtakes none. */
const heldUp = (reason: Reason): Tell =>
	tell({
		name: `incidents.${reason}`,
		hears: tellFile,
		topic: 'held-up',
		must: false,
		says: [],
		told: async (context, { about, answer }): Promise<readonly Told[]> => {
			if (about === null || answer.reason !== reason) return [];
			const file = await getCase(context, about);
			return [{ to: file.helpedId, about: file.id }];
		}
	});

/** What somebody is told of an outage that held up their file. */
export const incidentsTells: readonly Tell[] = [
	heldUp('slowed'),
	heldUp('late'),
	/** There is an answer on their ticket, and it is over where one waited to be heard. */
	...answerTells('incidents', endIncident, ({ detail: { told } }) => told)
];
