import { error } from '@sveltejs/kit';
import { may } from '#platform/dispatch.server.ts';
import { staffOf } from '#web/door.server.ts';
import { voices } from '#web/voice.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { actor } = await staffOf(event);
	if (!may(actor, 'access.devices')) error(403, 'not-allowed');
	return { voices: await voices() };
};
