import { room } from '#platform/room.server.ts';
import * as avoids from './avoids.server.ts';
import * as hosts from './hosts.server.ts';
import * as forNeed from './for-need.server.ts';
import * as gaps from './gaps.server.ts';
import * as fits from './fits.server.ts';
import * as makeUps from './make-up.server.ts';
import { keeps } from './keeps.ts';
import { lendRolls } from './lends.server.ts';
import { classesListens } from './listens.server.ts';
import * as lookOn from './look-on.server.ts';
import * as offer from './offer.server.ts';
import * as own from './own.server.ts';
import * as shown from './public.server.ts';
import * as pairs from './pairs.server.ts';
import * as paper from './paper.server.ts';
import * as proxy from './proxy.server.ts';
import * as remind from './remind.server.ts';
import * as roll from './roll.server.ts';
import * as runs from './runs.server.ts';
import * as seats from './seats.server.ts';
import * as sheet from './sheet.server.ts';
import { classesTells } from './tells.server.ts';
import * as terms from './terms.server.ts';
import { forgetClasses } from './sql.server.ts';

/** Classes: their days, who has a place, who waits, and who was there. */
export const classes = room('classes', {
	keeps,
	listens: classesListens,
	lends: [lendRolls],
	doors: [
		avoids,
		fits,
		gaps,
		forNeed,
		hosts,
		lookOn,
		makeUps,
		offer,
		own,
		pairs,
		paper,
		proxy,
		remind,
		roll,
		runs,
		seats,
		sheet,
		shown,
		terms
	],
	chores: [offer.offerOften, remind.remindOften, gaps.gapsOften],
	tells: classesTells,
	forgets: [{ name: 'classes.forget', when: 'at once', forget: ({ db }, person) => forgetClasses(db, person) }]
});
