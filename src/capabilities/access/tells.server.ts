import { requestFor } from '#platform/deliver.server.ts';
import { tellStaff, type ToldStaff } from '#platform/telling.server.ts';
import { agreeChange, askReset, dropChange } from './account-changes.server.ts';
import { closeStaff, giveRole, takeRole } from './accounts.server.ts';
import { CHANGE_DAYS, daysAfter } from './rules-accounts.ts';

/** Of one account one change of a kind waits at a time. */
const changeOf = (what: string, staff: string | null): string => requestFor('access.change', 0, `${what} ${staff}`);

type Row = { actorId: string; about: string | null; at: Date };

/** Whoever may agree to it, who is neither whoever asked nor whom it is about; while it may be agreed to. */
const asked = (what: string, { actorId, about, at }: Row): ToldStaff[] => {
	if (about === null) return [];
	const until = daysAfter(at, CHANGE_DAYS);
	return [{ staff: { may: agreeChange }, but: [actorId, about], about: changeOf(what, about), page: about, until }];
};

/** What waits for a second person who keeps accounts. */
export const accessTells = [
	tellStaff({
		...{ name: 'access.reset-asked', topic: 'account', hears: askReset },
		told: (_, row) => asked('reset', row)
	}),
	tellStaff({
		...{ name: 'access.give-asked', topic: 'account', hears: giveRole },
		told: (_, row) => (row.answer.waits ? asked('give', row) : [])
	}),
	tellStaff({
		...{ name: 'access.take-asked', topic: 'account', hears: takeRole },
		told: (_, row) => (row.answer.waits ? asked('take', row) : [])
	}),
	tellStaff({
		...{ name: 'access.close-asked', topic: 'account', hears: closeStaff },
		told: (_, row) => (row.answer.waits ? asked('close', row) : [])
	}),
	tellStaff({
		...{ name: 'access.change-settled', topic: 'account', hears: [agreeChange, dropChange], known: true },
		told: (_, { about, detail }) => [{ staff: [], about: changeOf(detail.what, about) }]
	})
];
