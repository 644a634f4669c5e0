import { redirect, type RequestEvent } from '@sveltejs/kit';
import { follow } from '#capabilities/cases/follow.server.ts';
import { slipCodeOf } from '#capabilities/cases/read.server.ts';
import { showMine } from '#capabilities/cases/case-view.server.ts';
import { clip } from '#design/clips.ts';
import { feeBefore } from '#capabilities/payments/fee-of-file.server.ts';
import { acting } from '#web/act.server.ts';
import { cookieOf, newId } from '#web/door.server.ts';
import { paths } from '#web/paths.ts';
import { linkHolder, type Held } from './link-holder.server.ts';

/** The number under which they follow what they said yes to; none once it was typed by mistake. */
async function slipOf({ id, context }: Held): Promise<string | null> {
	const { stage } = await follow(context, {});
	return stage === 'draft' || stage === 'void' ? null : slipCodeOf(context, id);
}

const nothing = { view: null, fee: null, request: '', audio: null, slip: null, denial: null };

/** A browser of the centre: whoever signs in as staff there, or a machine that was paired. A yes is said from one's own. */
const isOurs = ({ cookies }: RequestEvent): boolean =>
	(['staff', 'half', 'browser', 'kiosk', 'display', 'second-screen'] as const).some((kind) =>
		cookies.get(cookieOf[kind])
	);

/** On their own phone, for half an hour: exactly these answers, and their yes. */
export async function linkPage(event: RequestEvent, token: string) {
	if (isOurs(event)) return { state: 'elsewhere' as const, ...nothing };
	const held = await linkHolder(event, token);
	const denial = held ? (await follow(held.context, {})).denial : null;
	if (held && denial) return { ...nothing, state: 'denied' as const, denial };
	const said = held?.used === true;
	const view = held && !said ? await showMine(held.context, { case: held.id }) : null;
	// The link is for exactly what it was made for: what changed since is read by a new one.
	const open = view !== null && view.file.stage === 'draft' && view.hash === held?.hash;
	const state = said ? ('yes' as const) : open ? ('open' as const) : ('over' as const);
	if (state !== 'open' || !view) return { ...nothing, state, slip: said && held ? await slipOf(held) : null };
	return {
		state,
		view,
		fee: await feeBefore(held!.context, { case: view.file.id }),
		request: newId(),
		audio: clip('xem-lai', event.locals.locale),
		slip: null,
		denial: null
	};
}

/** Whoever holds a link that was not used yet. */
export const byLink = acting(async (event, request) => {
	const token = event.params['token'] ?? '';
	if (isOurs(event)) redirect(303, paths.open.confirm(token));
	const held = await linkHolder(event, token, request);
	return held && !held.used ? held : redirect(303, paths.open.confirm(token));
});
