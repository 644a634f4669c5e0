import { agreeChange } from '#capabilities/access/account-changes.server.ts';
import { closeStaff } from '#capabilities/access/accounts.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { listener } from '#platform/listen.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { recordEncounter } from '#capabilities/assistance/encounters.server.ts';
import { end, wrongPerson } from '#capabilities/assistance/end.server.ts';
import { countMarks, howDone } from '#capabilities/assistance/rules-how.ts';
import { passDenials } from './claim.server.ts';
import { listMarksOf } from './sql-lists.server.ts';
import { voidMistake } from './void-mistake.server.ts';

/** What follows from the end of a session: what was typed by mistake is void, what was done is recorded. */
export const casesListen = [
	listener({
		name: 'cases.pass-denials',
		hears: [closeStaff, agreeChange],
		may: [passDenials],
		hear: async (context, row) => {
			const { closed, centres } = row.detail;
			if (closed === null) return;
			const there = { ...context, actor: { ...context.actor, centres } };
			await passDenials({ ...there, request: requestFor('cases.pass-denials', row.id) }, { from: closed });
		}
	}),
	listener({
		name: 'cases.void-mistake',
		hears: wrongPerson,
		may: [voidMistake],
		hear: async (context, row) => {
			const { case: id } = row.detail;
			if (id !== null) await voidMistake({ ...context, actor: { ...context.actor, row: id } }, { case: id });
		}
	}),
	listener({
		name: 'cases.record-encounter',
		hears: end,
		may: [recordEncounter],
		hear: async (context, row) => {
			const { case: id, reason } = row.detail;
			// A session about a consent or a mandate alone was no papers.
			if (id === null) return;
			const scoped = { ...context, actor: { ...context.actor, row: id } };
			const marks = await lookAs(scoped, ({ db }) => listMarksOf(db, id));
			const how =
				marks.length === 0 || reason === 'went-home'
					? 'unfinished'
					: howDone(countMarks(marks.map((mark) => mark.provenance)));
			await recordEncounter(scoped, {
				id: requestFor('encounter', row.id),
				session: row.about ?? '',
				topic: 'public-services',
				how
			});
		}
	})
];
