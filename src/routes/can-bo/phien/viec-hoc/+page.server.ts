import { skillsBeside } from '#capabilities/learning/skills.server.ts';
import { staffOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** What the person beside can do, statement by statement. */
export const load: PageServerLoad = async (event) => {
	const { context } = await staffOf(event);
	return { skills: await skillsBeside(context, {}) };
};
