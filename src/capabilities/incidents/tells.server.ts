import type { Context } from '#platform/context.server.ts';
import { readersOf, type Readers } from '#capabilities/support/readers.server.ts';
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

const ended = { hears: endIncident, topic: 'support', must: false, says: [] } as const;
type Ended = { detail: { told: readonly { ticket: string; person: string | null }[] } };

/** To whom it is told of each ticket, as an answer on it is. */
const tellingOf =
	(to: (readers: Readers) => readonly (string | null)[]) =>
	async (context: Context, { detail: { told } }: Ended): Promise<readonly Told[]> =>
		(
			await Promise.all(
				told.map(async (one) =>
					to(await readersOf(context, one)).flatMap((who) => (who === null ? [] : [{ to: who, about: one.ticket }]))
				)
			)
		).flat();

/** What somebody is told of an outage that held up their file. */
export const incidentsTells: readonly Tell[] = [
	heldUp('slowed'),
	heldUp('late'),
	/** There is an answer on their ticket, and it is over where one waited to be heard. */
	tell({ ...ended, name: 'incidents.answered', told: tellingOf(({ own }) => [own]) }),
	tell({ ...ended, name: 'incidents.answered-business', told: tellingOf(({ business }) => business) }),
	tell({ ...ended, name: 'incidents.answered-asked', told: tellingOf(({ asked }) => [asked]) }),
	tell({ ...ended, name: 'incidents.answered-hers', must: true, told: tellingOf(({ hers }) => [hers]) })
];
