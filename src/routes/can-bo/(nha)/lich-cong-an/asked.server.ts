import type { RequestEvent } from '@sveltejs/kit';
import { calledOff } from '#capabilities/readiness/call-off.server.ts';
import type { Context } from '#platform/context.server.ts';
import { isId } from '#web/ids.server.ts';

/** What has just been called off, as the address names it. */
export async function askedCallOff({ url }: RequestEvent, context: Context) {
	const id = url.searchParams.get('hoan') ?? '';
	const found = isId(id) ? await calledOff(context, { callOff: id }) : null;
	return found && { id, ...found };
}

/** What was ticked and on which day, so that a refusal takes nothing back. */
export const tickedOn = ({ url }: RequestEvent, form: FormData) => ({
	day: url.searchParams.get('ngay') ?? '',
	ticked: form.getAll('slot').map(String)
});
