import { tellStaff } from '#platform/telling.server.ts';
import { raiseAlarm, settleOuting } from './outings.server.ts';

/** Whoever leads is told that somebody at a door called for help, until one of them has reached them. */
export const fieldTells = [
	tellStaff({
		...{ name: 'field.alarm', topic: 'alarm', hears: raiseAlarm },
		told: (_, { actorId, about }) => (about === null ? [] : [{ staff: { may: settleOuting }, but: [actorId], about }])
	}),
	tellStaff({
		...{ name: 'field.alarm-settled', topic: 'alarm', hears: settleOuting, known: true },
		told: (_, { about }) => (about === null ? [] : [{ staff: [], about }])
	})
];
