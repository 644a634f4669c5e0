import { LEARNT_CLIP } from '#capabilities/errands/rules-spoken.ts';
import { errandVoiceIn } from '#capabilities/errands/voices.server.ts';
import { mySkills } from '#capabilities/learning/skills.server.ts';
import { residentOf } from '#web/door.server.ts';
import type { PageServerLoad } from './$types';

/** What they can do, as it was seen, and what they may hear and judge here. */
export const load: PageServerLoad = async (event) => {
	const { context } = await residentOf(event);
	return {
		...{ skills: await mySkills(context, {}), asked: event.url.searchParams.get('muc') },
		voice: errandVoiceIn(LEARNT_CLIP, event.locals.locale)
	};
};
