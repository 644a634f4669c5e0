import { tellStaff } from '#platform/telling.server.ts';
import { handOn } from './hand-on.server.ts';

/** Whoever is handed a late promise of somebody else's reads it; who had it reads of it no more. */
export const leadBoardTells = [
	tellStaff({
		...{ name: 'lead-board.given', topic: 'given', hears: handOn },
		told: (_, { actorId, detail: { helper, given } }) =>
			given.map(({ need, person }) => ({ staff: [helper], but: [actorId], about: need, person }))
	})
];
