import { room } from '#platform/room.server.ts';
import * as check from './check.server.ts';
import * as draw from './draw.server.ts';
import * as give from './give.server.ts';
import { keeps } from './keeps.ts';
import { certificatesListens } from './listens.server.ts';
import * as own from './own.server.ts';
import * as paper from './paper.server.ts';
import * as questions from './questions.server.ts';
import * as recheck from './recheck.server.ts';
import { forgetCertificates } from './sql.server.ts';

/** What a commune confirms of somebody who does the work of a topic alone: given, checked, drawn and looked at again. */
export const certificates = room('certificates', {
	keeps,
	listens: certificatesListens,
	doors: [check, draw, give, own, paper, questions, recheck],
	chores: [draw.drawMonthly],
	forgets: [
		{ name: 'certificates.forget', when: 'at once', forget: ({ db }, person) => forgetCertificates(db, person) }
	]
});
