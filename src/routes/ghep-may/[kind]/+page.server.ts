import { error, redirect } from '@sveltejs/kit';
import { Refusal } from '#kernel/refusal.ts';
import { deviceOf } from '#web/door.server.ts';
import { kindAt, pairingCodeOf } from '#web/pairing.server.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** An unpaired screen shows its code and nothing else; a paired one goes to its work. */
export const load: PageServerLoad = async (event) => {
	const kind = kindAt(event.params.kind);
	if (!kind) error(404, 'not-found');
	if (await deviceOf(event, kind)) redirect(303, `/${event.params.kind}`);
	event.setHeaders({ refresh: '5' });
	try {
		return { kind, code: await pairingCodeOf(event, kind), refusal: null };
	} catch (reason) {
		if (!(reason instanceof Refusal)) throw reason;
		return { kind, code: null, refusal: { code: reason.code, detail: reason.detail } };
	}
};
