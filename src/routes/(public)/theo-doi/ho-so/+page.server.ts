import { deny } from '#capabilities/cases/claim.server.ts';
import { acting } from '#web/act.server.ts';
import { paths } from '#web/paths.ts';
import { slipHolder } from '#web/slip-cookie.server.ts';
import { followed } from './followed.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => followed(event);

export const actions: Actions = {
	deny: acting(slipHolder)(deny, { given: { way: 'slip' }, to: paths.follow.file })
};
