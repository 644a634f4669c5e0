import type { Lending } from '#platform/lending.server.ts';
import { dayOf } from '#kernel/day.ts';
import { getCentre } from '#capabilities/places/places.server.ts';
import type { LentBadge } from './lent-badge.ts';
import { isTeam } from './rules-badge.ts';
import { secretOf } from './secret.server.ts';
import { findPicture, listStanding } from './sql.server.ts';

/** The phone of somebody with a badge takes it along, and with it the secret of its digits: it shows them where there is no line. */
export const lendBadge: Lending = {
	name: 'badge',
	lend: async ({ db, keys, now, checkVisitor }, { staff, centre }): Promise<LentBadge | null> => {
		const [found] = await listStanding(db, centre, dayOf(now), staff);
		const picture = found && (await findPicture(db, found.id));
		if (!found || !picture) return null;
		const { id, name, roles, hamlets, validUntil } = found;
		return {
			...{ id, name, team: isTeam(roles), hamlets: hamlets ?? [], validUntil },
			centre: (await getCentre(db, centre)).communeName,
			picture: picture.toString('base64'),
			secret: secretOf(keys, found).toString('base64url'),
			link: `${checkVisitor}?trung-tam=${centre}&so=`
		};
	}
};
