import { room } from '#platform/room.server.ts';
import { residentsTells } from './tells.server.ts';
import { keeps } from './keeps.ts';
import { residentsListens } from './listens.server.ts';
import { businessesAnew, numbersAnew } from './renew.server.ts';
import * as identity from './identity.server.ts';
import * as businesses from './businesses.server.ts';
import * as correctPerson from './correct-person.server.ts';
import * as findBusinesses from './find-businesses.server.ts';
import * as households from './households.server.ts';
import * as merge from './merge.server.ts';
import * as papers from './papers.server.ts';
import * as people from './people.server.ts';
import * as recordPerson from './record-person.server.ts';
import * as record from './record.server.ts';
import * as setNeeds from './set-needs.server.ts';
import * as twins from './twins.server.ts';
import { registerEachMinute } from './keep-register.server.ts';
import { twinsAtNight } from './twins.server.ts';

/** People of a commune, households, twins, businesses. */
export const residents = room('residents', {
	keeps,
	renews: [numbersAnew, businessesAnew],
	doors: [
		businesses,
		findBusinesses,
		correctPerson,
		households,
		identity,
		merge,
		papers,
		people,
		recordPerson,
		record,
		setNeeds,
		twins
	],
	listens: residentsListens,
	tells: residentsTells,
	chores: [twinsAtNight, registerEachMinute]
});
