import type { RequestEvent } from '@sveltejs/kit';
import { giveBack } from '#capabilities/assistance/keyboard.server.ts';
import { centre } from '#capabilities/places/places.server.ts';
import { program } from '#program/program.server.ts';
import { unlessRefused } from '#web/answer.server.ts';
import { newId } from '#web/door.server.ts';
import { besideOf, type Beside } from './beside.server.ts';

/** What the second screen shows at this moment. */
export async function screenPage(event: RequestEvent) {
	const {
		context,
		device,
		session,
		view,
		bill,
		ended,
		low,
		shows,
		fee,
		helper,
		ownLink,
		phoneLink,
		moreLink,
		tags,
		key
	} = await besideOf(event);
	const { searchParams } = event.url;
	const here = await centre(context, { centre: device.centreId });
	const asked = view?.asked ?? [];
	const wanted = asked.findIndex(({ question }) => question.id === searchParams.get('cau'));
	const at = wanted >= 0 ? wanted : asked.findIndex((one) => one.answer === null);
	return {
		shows: ended === null && shows === 'idle' && searchParams.has('cam-on') ? ('thanks' as const) : shows,
		...{ session, view, bill, ended, low, fee, helper, ownLink, phoneLink, moreLink, key, at },
		sheet: Math.max(0, Math.trunc(Number(searchParams.get('to'))) || 0),
		warning: searchParams.get('nhac'),
		helpComes: searchParams.has('goi'),
		locale: event.locals.locale,
		place: here.name,
		demo: program().settings.SEED === 'demo',
		request: [newId(), ...tags].join('.'),
		helpRequest: newId()
	};
}

/** Their last answer gives the keyboard back; where the session ended meanwhile there is none to give. */
export async function keyboardBack(event: RequestEvent, { context, session }: Beside): Promise<void> {
	const left = (await besideOf(event)).view?.asked.some((one) => one.answer === null);
	if (!left) await unlessRefused(giveBack({ ...context, request: newId() }, { session: session?.session ?? '' }));
}
