import { timingSafeEqual } from 'node:crypto';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { mineCases } from '#capabilities/cases/lists.server.ts';
import { findSlip } from '#capabilities/cases/follow.server.ts';
import { readSlipCode } from '#capabilities/cases/rules-codes.ts';
import { derive } from '#platform/keys.server.ts';
import type { Context } from '#platform/context.server.ts';
import { anyoneOf, cookieOf, findResident, holderOf, newId, setCookie } from './door.server.ts';
import { paths } from '#web/paths.ts';

/** Half a day: long enough for a morning of looking, short enough for a lent phone. */
const HELD_SECONDS = 12 * 60 * 60;

const signed = (what: string): string =>
	`${what}.${derive(program().base.keys, 'slip-cookie', what).toString('base64url')}`;

const same = (a: string, b: string): boolean =>
	a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** The case whose slip this browser has shown, or null: id and end are signed, so that neither is made up or outlives its half day. */
export function heldCase({ cookies, locals }: Pick<RequestEvent, 'cookies' | 'locals'>): string | null {
	const kept = cookies.get(cookieOf.slip) ?? '';
	const [id = '', end = ''] = kept.split('.');
	return id !== '' && same(kept, signed(`${id}.${end}`)) && Number(end) > locals.now.getTime() ? id : null;
}

const holdCase = ({ cookies, locals }: RequestEvent, id: string): void =>
	setCookie(cookies, cookieOf.slip, signed(`${id}.${locals.now.getTime() + HELD_SECONDS * 1000}`), HELD_SECONDS);

/** By which wrong tries are counted: one of our pages gave it. */
const browserOf = ({ cookies }: Pick<RequestEvent, 'cookies'>): string | null => cookies.get(cookieOf.visitor) ?? null;

/** By what the wrong tries of whoever is nobody are counted. */
export const askerOf = (event: RequestEvent) => ({ address: event.getClientAddress(), browser: browserOf(event) });

/** Marks a browser that opens the page for slips, and takes what a link from elsewhere had brought. */
export function meetVisitor({ cookies }: Pick<RequestEvent, 'cookies'>): string {
	if (!cookies.get(cookieOf.visitor)) setCookie(cookies, cookieOf.visitor, newId());
	const brought = cookies.get(cookieOf.brought) ?? '';
	if (brought) cookies.delete(cookieOf.brought, { path: '/' });
	return brought;
}

/** A number that another site's link brought is typed in and not yet tried: nobody elsewhere tries numbers through this browser. */
export const bringSlip = ({ cookies }: Pick<RequestEvent, 'cookies'>, code: string): void =>
	setCookie(cookies, cookieOf.brought, code.slice(0, 40), 300);

type Holder = { id: string; context: Context };

/** Whoever holds a slip, or the way to the page that asks for its number. */
export function slipHolder(event: RequestEvent, request = newId()): Holder {
	const id = heldCase(event) ?? redirect(303, paths.follow.home);
	return { id, context: holderOf(event, id, request) };
}

/** The file of a signed-in person whose slip this is: whoever owns a file, or stands for its owner, does not guess. */
async function ownCase(event: RequestEvent, code: string): Promise<string | null> {
	const resident = await findResident(event);
	if (!resident) return null;
	for (let page = 0, more = 1; more > 0; page++) {
		const files = await mineCases(resident.context, { page });
		const own = files.rows.find(({ slip }) => slip === code);
		if (own) return own.id;
		more = files.more;
	}
	return null;
}

/** Tries a slip code; a right one is remembered in the cookie, so that the number stays in no address. Answers why not, or null. */
export async function takeSlip(event: RequestEvent, code: string, request = newId()): Promise<string | null> {
	const own = await ownCase(event, code);
	if (own !== null) {
		holdCase(event, own);
		return null;
	}
	// What is no number of a slip is told without a row being written.
	if (readSlipCode(code) === null) return 'slip-shape';
	const said = await findSlip(anyoneOf(event, request), {
		code,
		...askerOf(event)
	});
	if (typeof said.case !== 'string') return String(said.why);
	holdCase(event, said.case);
	return null;
}
