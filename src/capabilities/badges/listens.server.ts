import { system } from '#kernel/actor.ts';
import { listener } from '#platform/listen.server.ts';
import { inScope } from '#platform/scope.server.ts';
import { disownPhone } from '#capabilities/field/own.server.ts';
import { revokePhone } from '#capabilities/field/phones.server.ts';
import { turnBadges } from './sql.server.ts';

/** A phone was parted, by whoever leads or by its bearer: the digits that it still shows are nobody's any more, and another phone of that person shows new ones. */
const parted = listener({
	name: 'badges.parted',
	hears: [revokePhone, disownPhone],
	may: [],
	hear: async ({ db, request, actor }, { about }) => {
		if (about === null) return;
		await inScope(db, system(actor.id, new Set(), null, actor.centres), request, (sql) => turnBadges(sql, about));
	}
});

export const badgesListens = [parted];
