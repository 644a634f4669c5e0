import { randomUUIDv7 } from 'node:crypto';
import { error, redirect, type Cookies, type RequestEvent } from '@sveltejs/kit';
import { contextFor, program } from '#program/program.server.ts';
import { rightsOf } from '#program/roles.ts';
import {
	deviceAtDoor,
	residentAtDoor,
	staffAtDoor,
	type DeviceDoor,
	type ResidentDoor,
	type StaffDoor
} from '#capabilities/access/door.server.ts';
import type { DeviceKind } from '#capabilities/access/rules-roles.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { tokenHash } from '#platform/keys.server.ts';
import type { Context } from '#platform/context.server.ts';
import { may, only } from '#platform/dispatch.server.ts';
import { paths, withQuery } from './paths.ts';

/** A cookie for each kind of person or device, so that one browser can hold all of them in tabs. */
const cookieNames = {
	staff: 'nhan-vien',
	half: 'nhan-vien-nua',
	opening: 'mo-nha',
	browser: 'may-quen',
	visit: 'luot-khoa',
	keyed: 'co-khoa',
	resident: 'cong-dan',
	learner: 'hoc',
	card: 'the-hoc',
	touches: 'cham-hinh',
	trip: 'chuyen-di',
	turn: 'so-tu-nha',
	slip: 'phieu',
	visitor: 'khach',
	ring: 'bao-may',
	brought: 'phieu-mang-den',
	kiosk: 'may-lay-so',
	display: 'bang-goi-so',
	'second-screen': 'man-hinh-hai'
} as const;
type CookieKind = keyof typeof cookieNames;

/** Those by which a door finds somebody. */
export const doorKinds = ['staff', 'half', 'resident', 'kiosk', 'display', 'second-screen'] as const;

const isSecure = (): boolean => program().settings.ORIGIN.startsWith('https');

/** The name of each cookie; under https of a kind that no neighbouring host can set (`__Host-`). */
export const cookieOf = Object.defineProperties(
	{},
	Object.fromEntries(
		Object.entries(cookieNames).map(([kind, name]) => [kind, { get: () => (isSecure() ? `__Host-${name}` : name) }])
	)
) as Readonly<Record<CookieKind, string>>;

/** The address of each machine of the hall. */
export const deviceAddress: Readonly<Record<DeviceKind, string>> = {
	kiosk: cookieNames.kiosk,
	display: cookieNames.display,
	'second-screen': cookieNames['second-screen']
};

export const setCookie = (cookies: Cookies, name: string, value: string, maxAge?: number): void =>
	cookies.set(name, value, {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: isSecure(),
		...(maxAge === undefined ? {} : { maxAge })
	});

/** On to another page of ours; the browser is told to forget what it cached and stored of the one before. */
export const leaveFor = (to: string): Response =>
	new Response(null, { status: 303, headers: { location: to, 'clear-site-data': '"cache", "storage"' } });

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const tagged = new RegExp(`^${uuid}(\\.${uuid}){0,2}$`);

/**
 * The request id that a form carries: made with the page, so that a second press is the same request. A page of an
 * assisted session tags it with session and open case (`id.session.case`), so that a page left open never writes into
 * the next one.
 */
export const requestOf = (form: FormData): string => {
	const given = form.get('request');
	return typeof given === 'string' && tagged.test(given) ? given : newId();
};

/** A new id (UUIDv7: later ones sort later). */
export const newId = (): string => randomUUIDv7();

/** Under which name a door remembers who holds this; what they hold stands in no memory. */
export const nameOf = (kind: string, token: string): string => `${kind} ${tokenHash(token).toString('base64url')}`;

/** Who was found in the last seconds, for a page; whoever does something is found anew. */
const remembered = <T extends { until: Date }>(
	{ locals }: RequestEvent,
	name: string,
	look: () => Promise<T | null>
): Promise<T | null> => (locals.reads ? program().memory.find(name, locals.now, look) : look());

export type Staff = StaffDoor & { context: Context };

/** Where a page leads whose assisted session is over; that page says that nothing was written. */
export const sessionOver = withQuery(paths.staff.board, { het: 1 });

/** Where somebody goes on after the sign-in; what can only be sent is no page to come back to. */
const afterSignIn = (path: string): string =>
	/\/(ra|khoa|dang-nhap)$/.test(path) ? paths.staff.home : path.replace(/\/ban-sao$/, '');

/** A press or a page that somebody asked for; a page that looks again by itself says so by what it leaves out (Fetch Metadata). */
const isWork = ({ request }: RequestEvent): boolean =>
	request.method !== 'GET' || !request.headers.has('sec-fetch-mode') || request.headers.get('sec-fetch-user') === '?1';

/** Whoever signed in on this browser, covered or not, or the way to the sign-in page. */
export async function sitterOf(event: RequestEvent, request = newId()): Promise<Staff> {
	const token = event.cookies.get(cookieOf.staff);
	const { locals } = event;
	const works = isWork(event);
	const ask = () =>
		token
			? remembered(event, nameOf(works ? 'staff' : 'staff-looks', token), () =>
					staffAtDoor(program().db, rightsOf, token, locals.now, works)
				)
			: null;
	// What is done may change who sits here; a page is of one moment.
	const door = await (locals.reads ? (locals.sitter ??= Promise.resolve(ask())) : ask());
	if (!door) {
		// Whoever sent something with a shift that is over is told that it was not taken.
		const sent = event.request.method === 'POST' && 1;
		redirect(303, withQuery(paths.staff.signIn, { ve: afterSignIn(event.url.pathname), het: sent }));
	}
	return { ...door, context: contextFor(door.actor, request.split('.')[0]!, locals.now, locals.reads) };
}

/** Whoever sits at an uncovered machine, also at their first use of a printed password; from a covered one everything leads to its lantern. */
export async function openerOf(event: RequestEvent, request = newId()): Promise<Staff> {
	const door = await sitterOf(event, request);
	if (door.locked) redirect(303, withQuery(paths.staff.lock, { ve: afterSignIn(event.url.pathname) }));
	return door;
}

/** The signed-in member of staff, or the way to the sign-in page; whoever came in by a printed password makes it their own first. */
export async function staffOf(event: RequestEvent, request = newId()): Promise<Staff> {
	const door = await openerOf(event, request);
	if (door.firstUse) redirect(303, paths.staff.firstUse);
	const [, session, file] = request.split('.') as [string, string?, string?];
	if (session !== undefined && session !== door.actor.session)
		redirect(303, door.actor.session === null ? sessionOver : withQuery(paths.session.home, { het: 1 }));
	if (file !== undefined && file !== door.staff.assistedCase) redirect(303, withQuery(paths.session.home, { khac: 1 }));
	return door;
}

/** The signed-in member of staff who may do what is so named; nobody else sees the page. */
export async function staffWho(event: RequestEvent, door: { called: string }, request = newId()): Promise<Staff> {
	const staff = await staffOf(event, request);
	return may(staff.actor, door) ? staff : error(403, 'not-allowed');
}

export type Device = DeviceDoor & { context: Context };

/** The paired device behind this cookie, or null: an unpaired screen shows nothing but its pairing code. */
export async function deviceOf(event: RequestEvent, kind: DeviceKind, request = newId()): Promise<Device | null> {
	const token = event.cookies.get(cookieOf[kind]);
	const ask = (key: string) => deviceAtDoor(program().db, rightsOf, key, kind, event.locals.now);
	const door = token ? await remembered(event, nameOf(kind, token), () => ask(token)) : null;
	return door ? { ...door, context: contextFor(door.actor, request, event.locals.now, event.locals.reads) } : null;
}

export type Resident = ResidentDoor & { context: Context };

export async function findResident(event: RequestEvent, request = newId()): Promise<Resident | null> {
	const token = event.cookies.get(cookieOf.resident);
	const ask = (key: string) => residentAtDoor(program().db, rightsOf, key, event.locals.now);
	const door = token ? await remembered(event, nameOf('resident', token), () => ask(token)) : null;
	return door ? { ...door, context: contextFor(door.actor, request, event.locals.now, event.locals.reads) } : null;
}

/** The resident after their e-ID, or the way to it. */
export async function residentOf(event: RequestEvent, request = newId()): Promise<Resident> {
	const found = await findResident(event, request);
	if (found) return found;
	// A form may lead to our own pages alone, so the e-ID is a press away: that page says that nothing was taken.
	const why = event.request.method === 'POST' && 'resident-session-over';
	return redirect(303, withQuery(paths.open.signIn, { ve: afterSignIn(event.url.pathname), loi: why }));
}

const openRights = new Set(rightsOf.public);
const heldRights = new Set(rightsOf.slip);

/** Anybody. */
export const anyoneOf = (event: RequestEvent, request = newId()): Context =>
	contextFor(anyone(openRights), request, event.locals.now, event.locals.reads);

/** Anybody at one centre: who takes a number from home. */
export const anyoneAt = (event: RequestEvent, centre: number, request = newId()): Context =>
	contextFor({ ...anyone(openRights), centres: [centre] }, request, event.locals.now, event.locals.reads);

/** Whoever holds the slip or link of one case. */
export const holderOf = (
	event: RequestEvent,
	caseId: string,
	request = newId(),
	may: ReadonlySet<string> = heldRights
): Context => {
	const actor: Actor = { ...anyone(may), kind: 'slip', id: caseId, row: caseId };
	return contextFor(actor, request, event.locals.now, event.locals.reads);
};

/** Who is nobody yet: sign-in, pairing and the e-ID act as the door itself. */
export const doorOf = (event: RequestEvent, may: readonly { called: string }[], request = newId()): Context =>
	contextFor(system('door', only(...may)), request, event.locals.now);
