import { requestFor } from '#platform/deliver.server.ts';
import { tell, tellStaff } from '#platform/telling.server.ts';
import { choose } from './choose.server.ts';
import { agreeLive, askLive, stopLive } from './live.server.ts';
import { agreeText, dropText, putTextBack, writeText } from './texts.server.ts';

/** A text is the same thing whatever is written of it: of one fact, for one reader, in one language, at one centre. */
type TextSaid = { centreId: number | null; detail: { fact: string; forAnother: boolean; locale: string } };
const page = ({ detail: { fact, forAnother, locale } }: TextSaid): string => `${fact} ${forAnother} ${locale}`;
const textThing = (row: TextSaid): string => requestFor('notices.text', 0, `${row.centreId} ${page(row)}`);

/** Whether words go out is one matter of a centre. */
const liveThing = ({ centreId }: { centreId: number | null }): string => requestFor('notices.live', 0, `${centreId}`);

/** Whoever changes by what somebody is told, or who is told with them, cannot do so unseen: it is said by text, whatever way was chosen; whoever has no telephone reads it when they come. */
export const noticesTells = [
	tell({
		name: 'notices.way-changed',
		hears: choose,
		topic: 'way',
		must: true,
		waits: true,
		says: [],
		told: (_, { personId, request, detail: { moved, was } }) =>
			personId !== null && moved ? [{ to: personId, about: request, byText: true, locale: was }] : []
	}),
	// What one leader wrote, and that words go out to people, waits for somebody who did not ask for it.
	tellStaff({
		...{ name: 'notices.text-waits', topic: 'text', hears: writeText },
		told: (_, row) => [{ staff: { may: agreeText }, but: [row.actorId], about: textThing(row), page: page(row) }]
	}),
	tellStaff({
		...{ name: 'notices.text-settled', topic: 'text', hears: [agreeText, dropText, putTextBack], known: true },
		told: (_, row) => [{ staff: [], about: textThing(row) }]
	}),
	tellStaff({
		...{ name: 'notices.live-asked', topic: 'live', hears: askLive },
		told: (_, row) => [{ staff: { may: agreeLive }, but: [row.actorId], about: liveThing(row) }]
	}),
	tellStaff({
		...{ name: 'notices.live-settled', topic: 'live', hears: [agreeLive, stopLive], known: true },
		told: (_, row) => [{ staff: [], about: liveThing(row) }]
	})
];
