import { room } from '#platform/room.server.ts';
import { keeps } from './keeps.ts';
import * as apply from './apply.server.ts';
import * as begin from './begin.server.ts';
import * as check from './check.server.ts';
import * as decide from './decide.server.ts';
import * as map from './map.server.ts';
import * as place from './place.server.ts';
import * as read from './read.server.ts';
import * as shown from './sheets.server.ts';
import * as state from './state.server.ts';
import { forgetImported, importsClearings } from './forget.server.ts';

/** A commune’s sheets: mapped, checked, taken whole, taken back. */
export const imports = room('imports', {
	keeps,
	doors: [apply, begin, check, decide, map, place, read, shown, state],
	chores: [apply.importWork],
	clearings: importsClearings,
	forgets: [{ name: 'imports.forget', when: 'at once', forget: forgetImported }]
});
