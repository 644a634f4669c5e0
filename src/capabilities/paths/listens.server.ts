import * as v from 'valibot';
import { system } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import { requestFor } from '#platform/deliver.server.ts';
import { listener } from '#platform/listen.server.ts';
import { inScope, lookAs } from '#platform/scope.server.ts';
import { recordEncounter } from '#capabilities/assistance/encounters.server.ts';
import { answerFollowUp } from '#capabilities/assistance/move-need.server.ts';
import { recordVisit, takeBackVisit } from '#capabilities/assistance/record-visit.server.ts';
import { kindOfNeed, metIn } from '#capabilities/assistance/seen.server.ts';
import { judgeItem } from '#capabilities/learning/judge.server.ts';
import { observeTask, takeBackSeen } from '#capabilities/learning/observe.server.ts';
import { NoteAlone } from './inputs.ts';
import { sayRecalled } from './recall.server.ts';
import { writeRefreshers } from './sql.server.ts';
import { refreshersOf } from './stands.server.ts';
import { noteAlone } from './used.server.ts';

/** Writes anew when somebody practises what, as all that stands of them at this centre says. */
async function follow({ db, request, actor, now, ...base }: Context, person: string): Promise<void> {
	const centre = actor.centres[0];
	if (centre === undefined) return;
	const house = system(actor.id, new Set(), null, actor.centres);
	await inScope(db, house, request, async (sql) => {
		const rows = await refreshersOf({ ...base, db: sql, actor: house, request, now }, person);
		await writeRefreshers(sql, { centre, person }, rows);
	});
}

/** What was seen of somebody, judged, used, said or taken back moves their refreshers. */
const followsSeen = listener({
	name: 'paths.follows-seen',
	hears: [observeTask, judgeItem, takeBackSeen, recordEncounter, sayRecalled, noteAlone],
	may: [],
	hear: async (context, { personId }) => {
		if (personId !== null) await follow(context, personId);
	}
});

/** What was shown at a door, to each who was met there. */
const followsVisit = listener({
	name: 'paths.follows-visit',
	hears: [recordVisit, takeBackVisit],
	may: [],
	hear: async (context, { about }) => {
		const met = about === null ? [] : await lookAs(context, (inner) => metIn(inner, about));
		for (const person of met) await follow(context, person);
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
