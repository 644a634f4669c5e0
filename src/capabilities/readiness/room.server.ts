import { room } from '#platform/room.server.ts';
import { readinessTells } from './tells.server.ts';
import { keeps } from './keeps.ts';
import * as book from './book.server.ts';
import * as callOff from './call-off.server.ts';
import * as calendar from './calendar.server.ts';
import * as listens from './listens.server.ts';
import * as recordTriage from './record-triage.server.ts';
import * as settle from './settle.server.ts';
import { readinessListens } from './listens.server.ts';

/** What stands before an e-ID, the next step, the police’s days. */
export const readiness = room('readiness', {
	keeps,
	doors: [book, callOff, calendar, listens, recordTriage, settle],
	listens: readinessListens,
	tells: readinessTells,
	forgets: [
		{
			name: 'readiness.forget-answers',
			when: 'after',
			may: [listens.forgetAnswers],
			forget: (context, person) => listens.forgetAnswers(context, { person })
		}
	]
});
