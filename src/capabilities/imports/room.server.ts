import { room } from '#platform/room.server.ts';
import { keeps } from './keeps.ts';
import * as apply from './apply.server.ts';
import * as begin from './begin.server.ts';
import * as check from './check.server.ts';
import * as shown from './sheets.server.ts';
import { forgetImported, importsClearings } from './forget.server.ts';
import * as work from './work.server.ts';

/** A commune’s sheets: mapped, checked, taken whole, taken back. */
export const imports = room('imports', {
	keeps,
	doors: [apply, begin, check, shown, work],
	chores: [work.importWork],
	clearings: importsClearings,
	forgets: [{ name: 'imports.forget', when: 'at once', forget: forgetImported }]
});
