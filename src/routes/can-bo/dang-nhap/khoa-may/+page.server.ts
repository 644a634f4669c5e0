import { ownPath } from '#design/page.server.ts';
import { program } from '#program/program.server.ts';
import { newId } from '#web/door.server.ts';
import { passkeySite } from '#web/passkey.server.ts';
import { byKey } from './by-key.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = (event) => {
	const back = ownPath(event.url.searchParams.get('ve'));
	return { request: newId(), back, here: passkeySite(event) !== null, madeUp: program().settings.SEED === 'demo' };
};

export const actions: Actions = byKey;
