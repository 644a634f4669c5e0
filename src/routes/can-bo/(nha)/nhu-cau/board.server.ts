import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { needKinds, urgencies } from '#capabilities/assistance/need.ts';
import { needBoard } from '#capabilities/assistance/needs.server.ts';
import type { Staff } from '#web/door.server.ts';
import { pageAsked } from '#web/page.server.ts';

const views = { thon: 'hamlet', nguoi: 'helper' } as const;
const View = v.fallback(v.picklist(['thon', 'nguoi', 'hoi-lai']), 'thon');

/** The board of open needs: two ways to group, a few ways to narrow, and whom to ask again. */
export async function boardOf(event: RequestEvent, { context }: Staff) {
	const asked = (name: string): string | null => event.url.searchParams.get(name);
	const picked = <const T extends readonly string[]>(list: T, name: string): T[number] | null =>
		list.find((one) => one === asked(name)) ?? null;
	const shown = v.parse(View, asked('xem'));
	const [late, toCall] = [asked('tre') === '1', asked('goi') === '1'];
	const filter = { kind: picked(needKinds, 'loai'), urgency: picked(urgencies, 'gap'), late, toCall };
	const whose = asked('ai') === 'chua' ? ('nobody' as const) : asked('ai') === 'toi' ? ('mine' as const) : null;
	const by = shown === 'nguoi' || whose ? views.nguoi : views.thon;
	const page = pageAsked(event);
	const board = await needBoard(context, { by, ...filter, whose, page });
	/** The same page of the board, narrowed as it is now. */
	const asIs = Object.fromEntries(['xem', 'tre', 'goi', 'loai', 'gap', 'ai'].map((name) => [name, asked(name)]));
	return {
		...{ board, by, filter, whose, page, asIs },
		view: whose && shown === 'thon' ? ('nguoi' as const) : shown
	};
}
