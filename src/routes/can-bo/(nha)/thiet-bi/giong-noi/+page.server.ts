import { devices } from '#capabilities/access/devices.server.ts';
import { staffWho } from '#web/door.server.ts';
import { voices } from './voices.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	await staffWho(event, devices);
	return { voices: await voices() };
};
