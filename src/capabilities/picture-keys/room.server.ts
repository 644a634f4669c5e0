import { room } from '#platform/room.server.ts';
import * as give from './give.server.ts';
import { keeps } from './keeps.ts';
import * as open from './open.server.ts';
import { keysAnew } from './renew.server.ts';
import { clearKeys, clearLearners, forgetKeys } from './sql.server.ts';

/** Three pictures and a card, for whoever does not read: they open learning alone. */
export const pictureKeys = room('picture-keys', {
	keeps,
	doors: [give, open],
	forgets: [{ name: 'picture-keys.forget', when: 'at once', forget: ({ db }, person) => forgetKeys(db, person) }],
	renews: [keysAnew()],
	clearings: [
		{
			rule: 'keep-learner-sessions',
			...{ days: 90, does: 'delete' },
			clear: async (db, before) => (await clearLearners(db, before)).count
		},
		{
			rule: 'keep-picture-keys',
			...{ days: 90, does: 'delete' },
			clear: async (db, before) => (await clearKeys(db, before)).count
		}
	]
});
