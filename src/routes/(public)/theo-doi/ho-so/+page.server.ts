import { deny } from '#capabilities/cases/claim.server.ts';
import { acting } from '#web/act.server.ts';
import { paths } from '#web/paths.ts';
import { follow, ringOf, ringWays } from '#web/ring.server.ts';
import { slipHolder } from '#web/slip-cookie.server.ts';
import { followed } from './followed.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
	...(await followed(event)),
	ring: ringOf(event, slipHolder(event).id)
});

export const actions: Actions = {
	/** Their browser rings when there is news of the file. */
	ring: acting(slipHolder)(follow, ringWays),
	deny: acting(slipHolder)(deny, { given: { way: 'slip' }, to: paths.follow.file })
};
