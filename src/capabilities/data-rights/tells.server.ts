import { tell, tellStaff } from '#platform/telling.server.ts';
import { acknowledgeRequest, extendRequest, makeRequest, settleRequest, takeRequestBack } from './requests.server.ts';

type Row = { personId: string | null; about: string | null };
const told = ({ personId, about }: Row) => (personId && about ? [{ to: personId, about }] : []);

/** What somebody is told of what they asked about their data. The reasons stand on their own page. */
export const dataRightsTells = [
	tell({
		...{ name: 'data-rights.acknowledged', hears: acknowledgeRequest, topic: 'data', must: false },
		says: [],
		told: (_, row) => told(row)
	}),
	tell({
		...{ name: 'data-rights.extended', hears: extendRequest, topic: 'data', must: true },
		says: ['day'],
		told: (_, row) => {
			const { due } = row.detail as { due?: string };
			return told(row).map((one) => ({ ...one, says: { day: due ?? '' } }));
		}
	}),
	tell({
		...{ name: 'data-rights.settled', hears: settleRequest, topic: 'data', must: true },
		says: [],
		told: (_, row) => told(row)
	}),
	// Its clocks run: whoever answers for data reads that it came, until somebody has said so.
	tellStaff({
		...{ name: 'data-rights.asked', topic: 'asked', hears: makeRequest },
		told: (_, { actorId, about, personId }) =>
			about === null ? [] : [{ staff: { may: acknowledgeRequest }, but: [actorId], about, person: personId }]
	}),
	tellStaff({
		...{ name: 'data-rights.answered', topic: 'asked', known: true },
		hears: [acknowledgeRequest, settleRequest, takeRequestBack],
		told: (_, { about }) => (about === null ? [] : [{ staff: [], about }])
	})
];
