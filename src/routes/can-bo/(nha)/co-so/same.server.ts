import { fail } from '@sveltejs/kit';
import { showBusiness } from '#capabilities/residents/find-businesses.server.ts';
import type { Staff } from '#web/door.server.ts';

type Came = { who: Staff; form: FormData };

/** One that may be the same is shown before anything is written, with what was typed. */
export async function asksFirst({ same }: { same: string | null }, { who, form }: Came) {
	if (same === null) return undefined;
	const { version: _, phone: __, ...seen } = await showBusiness(who.context, { business: same });
	const typed = Object.fromEntries(
		[...form].flatMap(([name, value]) => (typeof value === 'string' && name !== 'request' ? [[name, value]] : []))
	);
	return fail(409, { same: seen, typed, errors: {} as Record<string, string>, refusal: null });
}
