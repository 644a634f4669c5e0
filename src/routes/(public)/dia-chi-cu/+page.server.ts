import { oldAddress } from '#capabilities/places/carry-over.server.ts';
import { byAnyone } from '#web/acting.server.ts';
import type { Actions } from './$types';

// An address is about somebody: it travels by POST, and nothing of it is kept.
export const actions: Actions = {
	default: byAnyone(oldAddress, { shows: (found, { input }) => ({ found, address: input.address }) })
};
