import { room } from '#platform/room.server.ts';
import { assistanceTells } from './tells.server.ts';
import { destroyKeys } from '#platform/subject-keys.server.ts';
import { clearCalls } from './sql-calls.server.ts';
import { keeps } from './keeps.ts';
import * as calls from './calls.server.ts';
import * as encounters from './encounters.server.ts';
import * as end from './end.server.ts';
import * as findNeeds from './find-needs.server.ts';
import * as keyboard from './keyboard.server.ts';
import * as forgetting from './forget-notes.server.ts';
import * as goOnHere from './go-on-here.server.ts';
import * as moveNeed from './move-need.server.ts';
import * as offer from './offer.server.ts';
import * as passOn from './pass-on.server.ts';
import * as needs from './needs.server.ts';
import * as noteDue from './note-due.server.ts';
import * as recordNeed from './record-need.server.ts';
import * as recordVisit from './record-visit.server.ts';
import * as session from './session.server.ts';
import * as start from './start.server.ts';
import * as toCall from './to-call.server.ts';
import { findNeedsNightly } from './find-needs.server.ts';

/** Needs and what becomes of them, the assisted session, whose the keyboard is, encounters. */
export const assistance = room('assistance', {
	keeps,
	doors: [
		calls,
		encounters,
		end,
		findNeeds,
		keyboard,
		forgetting,
		goOnHere,
		moveNeed,
		needs,
		noteDue,
		offer,
		passOn,
		recordNeed,
		recordVisit,
		session,
		start,
		toCall
	],
	forgets: [
		{
			name: 'assistance.forget-notes',
			when: 'after',
			may: [forgetting.forgetNotes],
			forget: (context, person) => forgetting.forgetNotes(context, { person })
		}
	],
	clearings: [
		{
			rule: 'keep-call-requests',
			days: 90,
			does: 'delete',
			clear: async (db, before) => {
				const gone = await clearCalls(db, before);
				await destroyKeys({ db }, gone);
				return gone.length;
			}
		}
	],
	listens: passOn.assistanceListens,
	tells: assistanceTells,
	chores: [findNeedsNightly(), noteDue.noteDueDaily()]
});
