import { room } from '#platform/room.server.ts';
import { keeps } from './keeps.ts';
import { numbersAnew } from './renew.server.ts';
import { keeps as mandatesKeep } from './keeps-mandates.ts';
import * as correctPerson from './correct-person.server.ts';
import * as households from './households.server.ts';
import * as mandates from './mandates.server.ts';
import * as merge from './merge.server.ts';
import * as papers from './papers.server.ts';
import * as people from './people.server.ts';
import * as recordPerson from './record-person.server.ts';
import * as record from './record.server.ts';
import * as standFor from './stand-for.server.ts';
import * as twins from './twins.server.ts';
import { twinsAtNight } from './twins.server.ts';

/** People of a commune, households, twins, who stands for whom. */
export const residents = room('residents', {
	keeps: { ...keeps, ...mandatesKeep },
	renews: [numbersAnew],
	doors: [correctPerson, households, mandates, merge, papers, people, recordPerson, record, standFor, twins],
	chores: [twinsAtNight]
});
