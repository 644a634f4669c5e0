import type { LentLesson } from '#capabilities/classes/lent-rolls.ts';
import { lessonsHere, sweepTouched } from '#capabilities/field/rolls.browser.ts';
import { field } from './field.svelte.ts';

/**
 * The lessons that lie on this phone, read again after each word and each contact; null until they are read. `sweeps`: touches of what lies here no
 * more go; never on a page that writes them.
 */
export function lessonsOn({ sweeps = false } = {}): { readonly all: readonly LentLesson[] | null } {
	let all = $state.raw<readonly LentLesson[] | null>(null);
	$effect(() => {
		const { unlocked } = field.phone.memory;
		if (field.kept.state === null || !unlocked) return;
		void lessonsHere(field.phone, unlocked).then(async (found) => {
			all = found;
			if (sweeps) await sweepTouched(field.phone, unlocked, found);
		});
	});
	return {
		get all() {
			return all;
		}
	};
}
