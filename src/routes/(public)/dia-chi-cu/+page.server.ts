import { oldAddress } from '#capabilities/places/carry-over.server.ts';
import { attempt } from '#web/answer.server.ts';
import { anyoneOf } from '#web/door.server.ts';
import type { Actions } from './$types';

// An address is about somebody: it travels by POST, and nothing of it is kept.
export const actions: Actions = {
	default: async (event) => {
		const form = await event.request.formData();
		const address = String(form.get('address') ?? '');
		return attempt(form, anyoneOf(event), async (tried) => ({ found: await oldAddress(tried, { address }), address }));
	}
};
