import { redirect, type RequestEvent } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { ownPath } from '#design/page.server.ts';
import { setOut } from './e-id-trip.server.ts';
import { STATUS } from './status.ts';
import type { PageServerLoad } from './$types';
import { paths } from '#web/paths.ts';

/** Why nobody could come in, with a status of its own. */
function said({ locals }: RequestEvent, why: string, back: string, detail: Refusal['detail'] = {}) {
	locals.status = STATUS[why];
	return { why, detail, back };
}

/** Goes to the e-ID at once; stays only to say why it cannot, or what went wrong on the way back. */
export const load: PageServerLoad = async (event) => {
	const { searchParams } = event.url;
	const wanted = ownPath(searchParams.get('ve'));
	const back = wanted === '/' ? paths.mine.home : wanted;
	const { eId } = program();
	if (!eId) return { why: 'e-id-none', back };
	const why = searchParams.get('loi');
	if (why) return said(event, why, back);
	const url = await setOut(event, eId, back).catch((reason: unknown) => {
		if (reason instanceof Refusal) return reason;
		throw reason;
	});
	if (url instanceof Refusal) return said(event, url.code, back, url.detail);
	redirect(303, url, { external: [eId.origin] });
};
