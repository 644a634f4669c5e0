import { timingSafeEqual } from 'node:crypto';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { program } from '#program/program.server.ts';
import { mineCases } from '#capabilities/cases/lists.server.ts';
import { findSlip } from '#capabilities/cases/follow.server.ts';
import { derive } from '#platform/keys.server.ts';
import type { Context } from '#platform/context.server.ts';
import { anyoneOf, cookieOf, findResident, holderOf, newId, setCookie } from './door.server.ts';
import { paths } from '#web/paths.ts';

/** Half a day: long enough for a morning of looking, short enough for a lent phone. */
const HELD_SECONDS = 12 * 60 * 60;

const signed = (id: string): string => `${id}.${derive(program().base.keys, 'slip-cookie', id).toString('base64url')}`;

const same = (a: string, b: string): boolean =>
	a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** The case whose slip this browser has shown, or null. The id is signed: a made-up one opens nothing. */
export function heldCase({ cookies }: Pick<RequestEvent, 'cookies'>): string | null {
	const kept = cookies.get(cookieOf.slip) ?? '';
	const id = kept.split('.')[0] ?? '';
	return id !== '' && same(kept, signed(id)) ? id : null;
}

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
	return (await mineCases(resident.context, {})).find(({ slip }) => slip === code)?.id ?? null;
}

/** Tries a slip code; a right one is remembered in the cookie, so that the number stays in no address. Answers why not, or null. */
export async function takeSlip(event: RequestEvent, code: string, request = newId()): Promise<string | null> {
	const own = await ownCase(event, code);
	if (own !== null) {
		setCookie(event.cookies, cookieOf.slip, signed(own), HELD_SECONDS);
		return null;
	}
	const said = await findSlip(anyoneOf(event, request), {
		code: code.slice(0, 40) || '-',
		address: event.getClientAddress()
	});
	if (typeof said.case !== 'string') return String(said.why);
	setCookie(event.cookies, cookieOf.slip, signed(said.case), HELD_SECONDS);
	return null;
}
