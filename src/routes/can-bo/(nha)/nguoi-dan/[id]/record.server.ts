import { setWhy } from '#capabilities/residents/set-needs.server.ts';
import { error, type RequestEvent } from '@sveltejs/kit';
import { personRecord } from '#capabilities/privacy/record.server.ts';
import type { ReadRecord } from '#capabilities/privacy/answers.ts';
import { chosenPurposes, type ChosenPurpose } from '#capabilities/privacy/rules-purpose.ts';
import { hamlets } from '#capabilities/places/hamlets.server.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { may } from '#platform/dispatch.server.ts';
import { newId, staffWho } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';
import { idOf } from '#web/ids.server.ts';

/** Why somebody said that they look; null where it was not asked. */
export const chosenIn = (event: Pick<RequestEvent, 'url'>): ChosenPurpose | null =>
	chosenPurposes.find((one) => one === event.url.searchParams.get('ly-do')) ?? null;

/** The record, or null where somebody first has to say why they look. */
async function recordFor(
	context: Context,
	asked: { person: string; purpose: ChosenPurpose | null; page: number }
): Promise<ReadRecord | null> {
	try {
		return await personRecord(context, asked);
	} catch (reason) {
		if (reason instanceof Refusal && reason.code === 'purpose-missing') return null;
		if (reason instanceof Refusal && reason.code === 'person-unknown') error(404, 'not-found');
		throw reason;
	}
}

/** What stands in the register about the person of this page, once somebody said why they look. */
export async function recordPage(event: RequestEvent) {
	const { context, actor } = await staffWho(event, personRecord);
	const [id, page] = [idOf(event), pageAsked(event)];
	const record = await recordFor(context, { person: id, purpose: chosenIn(event), page });
	return {
		...{ record, id, page },
		hamlets: record ? (await hamlets(context, {})).map(({ name }) => name) : [],
		mayWhy: may(actor, setWhy),
		done: event.url.searchParams.has('da'),
		waits: event.url.searchParams.has('cho'),
		today: dayOf(event.locals.now),
		request: newId(),
		locale: event.locals.locale
	};
}
