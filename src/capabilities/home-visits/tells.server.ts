import { instantOf } from '#kernel/day.ts';
import type { Context } from '#platform/context.server.ts';
import { tellStaff, type ToldStaff } from '#platform/telling.server.ts';
import { ownField } from '#capabilities/field/own.server.ts';
import { listHelpersOf } from './sql.server.ts';
import { callOffVisit, endVisit, tellTime } from './tell.server.ts';

type Row = {
	actorId: string;
	about: string | null;
	personId: string | null;
	detail: { day: string; shifts: readonly string[] };
};

/** Whoever goes out in these shifts, but not who did it: they know. After its day it says nothing any more. */
const helpers = async ({ db }: Context, row: Row): Promise<ToldStaff[]> => {
	const { about, actorId, personId: person, detail } = row;
	const of = await listHelpersOf(db, detail.shifts);
	const until = instantOf(detail.day, '23:59');
	return about === null ? [] : [{ staff: { may: ownField, of }, but: [actorId], about, person, until }];
};

/** Whoever goes out for it helps from now on, and was told of the visit. */
const overFor = (need: string | null): ToldStaff[] => (need === null ? [] : [{ staff: [], about: need }]);

/** What whoever goes to doors is told of the visits that others plan for them. */
export const homeVisitsTells = [
	tellStaff({
		...{ name: 'home-visits.given', topic: 'visit', hears: tellTime },
		told: helpers
	}),
	tellStaff({
		...{ name: 'home-visits.called-off', topic: 'visit', hears: callOffVisit },
		told: helpers
	}),
	tellStaff({
		...{ name: 'home-visits.over', topic: 'visit', hears: endVisit, known: true },
		told: (_, { about }) => (about === null ? [] : [{ staff: [], about }])
	}),
	tellStaff({
		...{ name: 'home-visits.need-given-over', topic: 'given', hears: tellTime, known: true },
		told: (_, { detail }) => overFor(detail.need)
	})
];
