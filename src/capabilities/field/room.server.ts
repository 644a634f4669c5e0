import { room } from '#platform/room.server.ts';
import * as areas from './areas.server.ts';
import * as box from './box.server.ts';
import * as cardReports from './card-reports.server.ts';
import * as changes from './changes.server.ts';
import { fieldClearings } from './clearings.server.ts';
import { keeps } from './keeps.ts';
import { fieldListens } from './listens.server.ts';
import { lendMates } from './lends.server.ts';
import * as openDoor from './open-door.server.ts';
import * as openWord from './open-word.server.ts';
import * as mayCarry from './may-carry.server.ts';
import * as outings from './outings.server.ts';
import * as own from './own.server.ts';
import * as phones from './phones.server.ts';
import * as practice from './practice.server.ts';
import { settledListens } from './settled.server.ts';
import { emptyOperations } from './sql-operations.server.ts';
import * as stuck from './stuck.server.ts';
import { fieldTells } from './tells.server.ts';

/** Areas and who goes there, phones, what they bring and what they are told: from door to door, also without a signal. */
export const field = room('field', {
	keeps,
	doors: [areas, box, cardReports, changes, mayCarry, openDoor, openWord, outings, own, phones, practice, stuck],
	listens: [...fieldListens, ...settledListens],
	clearings: fieldClearings,
	tells: fieldTells,
	lends: [lendMates],
	forgets: [{ name: 'field.words', when: 'at once', forget: ({ db }, person) => emptyOperations(db, person) }]
});
