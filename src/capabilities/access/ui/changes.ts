import { m } from '#words';
import type { AccountChange } from '../answers.ts';
import { roleWords } from './roles.ts';

/** What waits for a second person, as a sentence. */
export function changeWords({ what, name, role, placeName }: AccountChange): string {
	const grant = { name, role: role ? roleWords(role) : '', place: placeName ?? '' };
	return {
		reset: () => m['access.change-reset']({ name }),
		give: () => m['access.change-give'](grant),
		take: () => m['access.change-take'](grant),
		close: () => m['access.change-close']({ name })
	}[what]();
}
