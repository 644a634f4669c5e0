import type { Facts } from '#capabilities/field/corrected.browser.ts';
import { correction, standsHere, type Source } from '#capabilities/field/correction.browser.ts';
import { doorsHere } from '#capabilities/field/here.browser.ts';
import { phoneHere, refresh, shown } from './here.svelte.ts';
import { sayAll } from './say.svelte.ts';

/** Somebody is put right, as a card or a paper says; not where the page no longer shows what stands here (`stale`), nor where a second person will be asked already (`asked`). */
export async function putRight(
	{ household, person }: { household: string; person: string },
	seen: Facts,
	to: Facts & { source: Source }
): Promise<boolean> {
	const phone = phoneHere();
	const { unlocked } = phone.memory;
	if (!unlocked) return false;
	const known = await standsHere(phone, await doorsHere(phone, unlocked), household, person);
	const word = known === null ? 'stale' : correction(known, seen, to);
	if (word !== 'stale' && word !== 'asked') return word === null || sayAll([word]);
	await refresh();
	shown.fault = word;
	return false;
}
