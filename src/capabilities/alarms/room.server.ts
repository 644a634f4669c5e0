import { room } from '#platform/room.server.ts';
import * as askCommune from './ask-commune.server.ts';
import * as drill from './drill.server.ts';
import { keeps } from './keeps.ts';
import * as show from './show.server.ts';
import { alarmsTells } from './tells.server.ts';

/** Whether a late ticket is heard: what climbed to whoever leads and to the province, and a try of the alarm each night. */
export const alarms = room('alarms', {
	keeps,
	doors: [drill, show, askCommune],
	chores: [drill.drillNightly()],
	tells: alarmsTells
});
