import { error, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Division, DivisionPreview } from '#capabilities/campaigns/answers.ts';
import { whichOf } from '#capabilities/campaigns/forms.ts';
import { division, hamletStates, tryDivision } from '#capabilities/campaigns/look-division.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { newId, staffWho } from '#web/door.server.ts';

/** What is tried: the whole handed over (`put` null), or some doors put into a part, and what that would bring. */
export type Tried = {
	put: { by: 'lane' | 'line'; what: string; letter: string } | null;
	preview: DivisionPreview | null;
	/** Why there is nothing to show. */
	refusal: { code: string; detail: Record<string, string | number> } | null;
};

/** Reads what is tried from the address: `?thu=<lane>&khu=B`, `?khoanh=<line>&khu=B`, or `?giao`. */
async function triedIn({ url }: RequestEvent, context: Context, plan: Division): Promise<Tried | null> {
	const asked = url.searchParams;
	const letter = asked.get('khu') ?? '';
	const [lane, line] = [asked.get('thu'), asked.get('khoanh')];
	const put =
		lane !== null
			? { by: 'lane' as const, what: lane, letter }
			: line !== null
				? { by: 'line' as const, what: line, letter }
				: null;
	if (!put && !asked.has('giao')) return null;
	const given = put && { which: whichOf(put.by, put.what), letter: put.letter || null };
	try {
		return { put, preview: await tryDivision(context, { division: plan.id, put: given }), refusal: null };
	} catch (reason) {
		// An address that somebody made by hand holds no doors.
		const no = v.isValiError(reason) ? new Refusal('doors-none') : reason;
		if (!(no instanceof Refusal)) throw reason;
		return { put, preview: null, refusal: { code: no.code, detail: no.detail } };
	}
}

export const hamletOf = ({ params }: RequestEvent): number => Number(params['thon']);

/** A hamlet as it is being divided; what is tried stands in the address. */
export async function dividedPage(event: RequestEvent) {
	const { context } = await staffWho(event, division);
	const id = hamletOf(event);
	const known = await hamletStates(context, {});
	const { name, households } = known.find((one) => one.id === id) ?? error(404);
	const plan = await division(context, { hamlet: id });
	const tried = plan && (await triedIn(event, context, plan));
	return { hamlet: { id, name: name ?? '', households }, plan, tried, request: newId(), locale: event.locals.locale };
}
