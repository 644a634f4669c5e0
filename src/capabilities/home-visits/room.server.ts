import { room } from '#platform/room.server.ts';
import * as board from './board.server.ts';
import * as calendar from './calendar.server.ts';
import { keeps } from './keeps.ts';
import { homeVisitsListens } from './listens.server.ts';
import * as roads from './roads.server.ts';
import * as shifts from './shifts.server.ts';
import { forgetVisits } from './sql.server.ts';
import * as tell from './tell.server.ts';
import { homeVisitsTells } from './tells.server.ts';

/** Who asks that somebody comes home: three times to choose from, days that are planned, and what was told stays. */
export const homeVisits = room('home-visits', {
	keeps,
	doors: [board, calendar, roads, shifts, tell],
	listens: homeVisitsListens,
	tells: homeVisitsTells,
	forgets: [{ name: 'home-visits.forget', when: 'at once', forget: ({ db }, person) => forgetVisits(db, person) }]
});
