import { tellStaff } from '#platform/telling.server.ts';
import { settleOperation } from './box.server.ts';
import { openWord } from './open-word.server.ts';
import { raiseAlarm, settleOuting } from './outings.server.ts';
import { noteStuck } from './stuck.server.ts';

/** Whoever leads is told that somebody at a door called for help, until one of them has reached them. */
export const fieldTells = [
	tellStaff({
		...{ name: 'field.alarm', topic: 'alarm', hears: raiseAlarm },
		told: (_, { actorId, about }) => (about === null ? [] : [{ staff: { may: settleOuting }, but: [actorId], about }])
	}),
	tellStaff({
		...{ name: 'field.alarm-settled', topic: 'alarm', hears: settleOuting, known: true },
		told: (_, { about }) => (about === null ? [] : [{ staff: [], about }])
	}),
	/** Somebody is stuck and their ticket is none yet: it lies where nobody looks before evening. Until it is settled. */
	tellStaff({
		...{ name: 'field.stuck', topic: 'stuck', hears: noteStuck },
		told: (_, { about, detail: { rings } }) => (about !== null && rings ? [{ staff: { may: openWord }, about }] : [])
	}),
	tellStaff({
		...{ name: 'field.stuck-over', topic: 'stuck', hears: settleOperation, known: true },
		told: (_, { about }) => (about === null ? [] : [{ staff: [], about }])
	})
];
