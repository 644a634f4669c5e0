import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { only } from '#platform/dispatch.server.ts';
import { listener } from '#platform/listen.server.ts';
import { inScope, lookAs } from '#platform/scope.server.ts';
import { recordEncounter } from '#capabilities/assistance/encounters.server.ts';
import { answerFollowUp } from '#capabilities/assistance/move-need.server.ts';
import { recordVisit, takeBackVisit } from '#capabilities/assistance/record-visit.server.ts';
import { kindOfNeed, metIn } from '#capabilities/assistance/seen.server.ts';
import { lookOn, takeBackLookOn } from '#capabilities/classes/look-on.server.ts';
import { judgeItem } from '#capabilities/learning/judge.server.ts';
import { observeTask, takeBackSeen } from '#capabilities/learning/observe.server.ts';
import { NoteAlone } from './inputs.ts';
import { sayRecalled } from './recall.server.ts';
import { listRefreshed, writeRefreshers } from './sql.server.ts';
import { refreshersOf } from './stands.server.ts';
import { noteThanks } from './thanks.server.ts';
import { noteAlone } from './used.server.ts';

const house = ({ actor }: Context) => system(actor.id, MAY, null, actor.centres);
const MAY = only(noteThanks);

/**
 * Writes anew when somebody practises what, as all that stands of them at this centre says. What they do alone for the first time is thanked
 * for before it is written, so that a run that is cut short is not the last that knows of it.
 */
async function follow(context: Context, person: string, row: number): Promise<void> {
	const { db, request, actor, now, ...base } = context;
	const centre = actor.centres[0];
	if (centre === undefined) return;
	const as = house(context);
	const [rows, had] = await inScope(db, as, request, async (sql) => [
		await refreshersOf({ ...base, db: sql, actor: as, request, now }, person),
		await listRefreshed(sql, centre, person)
	]);
	for (const { statement } of rows.filter((one) => !had.includes(one.statement))) {
		const id = requestFor('paths.note-thanks', row, `${person} ${statement}`);
		await noteThanks({ ...context, actor: as, request: id }, { id, person, statement });
	}
	await inScope(db, as, request, (sql) => writeRefreshers(sql, { centre, person }, rows));
}

/** What was seen of somebody, judged, used, said or taken back moves their refreshers. */
const followsSeen = listener({
	name: 'paths.follows-seen',
	hears: [observeTask, judgeItem, takeBackSeen, lookOn, takeBackLookOn, recordEncounter, sayRecalled, noteAlone],
	may: [noteThanks],
	hear: async (context, { id, personId }) => {
		if (personId !== null) await follow(context, personId, id);
	}
});

/** What was shown at a door, to each who was met there. */
const followsVisit = listener({
	name: 'paths.follows-visit',
	hears: [recordVisit, takeBackVisit],
	may: [noteThanks],
	hear: async (context, { id, about }) => {
		const met = about === null ? [] : await lookAs(context, (inner) => metIn(inner, about));
		for (const person of met) await follow(context, person, id);
	}
});

/** What they said to the question of 30 and 90 days. */
const hearsFollowUp = listener({
	name: 'paths.hears-follow-up',
	hears: answerFollowUp,
	may: [noteAlone],
	hear: async (context, { id, about, personId, actorId, detail: { answer } }) => {
		const kind = about === null ? null : await lookAs(context, (inner) => kindOfNeed(inner, about));
		if (personId === null || kind === null || !v.is(NoteAlone.entries.answer, answer)) return;
		const request = requestFor('paths.hears-follow-up', id);
		await noteAlone({ ...context, request }, { id: request, person: personId, kind, answer, by: actorId });
	}
});

export const pathsListens = [followsSeen, followsVisit, hearsFollowUp];
