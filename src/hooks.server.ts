import * as v from 'valibot';
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks';
import { fillPage, localeOf, sizeOf } from '#design/page.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { isAway, isFull, watchDatabase } from '#platform/away.server.ts';
import { pageReads, type PageReads } from '#platform/page-reads.server.ts';
import { log } from '#platform/log.server.ts';
import { lendCalls } from '#program/calls.ts';
import { headersOfAnswers, withFrame, withWasm } from '#program/headers.ts';
import { program } from '#program/program.server.ts';
import { isOf, sideAsked, type Side } from '#program/sides.ts';
import { isProgram } from '#program/wire.ts';
import { isBadForm, isOutOfRange } from '#web/answer.server.ts';
import { answerCall } from '#web/call.server.ts';
import { cookieOf, doorKinds } from '#web/door.server.ts';
import { paraglideMiddleware } from '#words/server.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const FORMS = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/;

/** Pages take forms and nothing else. */
function checkForm(request: Request): void {
	if (SAFE.has(request.method)) return;
	const type = request.headers.get('content-type');
	if (type !== null && !FORMS.test(type)) error(415, 'bad-form');
}

/**
 * A form of another site is refused before anything reads it; Kit's own check needs the origin at build time. A phone's app need not
 * say where it comes from, for it signs what it sends; a page of another origin always does.
 */
function checkOrigin(request: Request, side: Side): void {
	if (SAFE.has(request.method)) return;
	const origin = request.headers.get('origin');
	if (side === 'field' && origin === null) return;
	const { ORIGIN, FIELD_ORIGIN } = program().settings;
	const mine = side === 'field' ? FIELD_ORIGIN : ORIGIN;
	const isMine = mine !== undefined && origin === new URL(mine).origin;
	const sameHost =
		origin !== null && URL.canParse(origin) && new URL(origin).host === (request.headers.get('host') ?? '');
	if (!isMine && !sameHost) error(403, 'foreign-origin');
}

const OPEN = new Set([
	'/(public)',
	'/(public)/tim',
	'/(public)/thu-tuc/[code]',
	'/(public)/dia-chi-cu',
	'/(public)/lay-so'
]);

/**
 * Pages that show nobody, to nobody in particular, may be kept for a step back: a slow telephone pays for each anew. They are
 * asked for again before they are shown as new.
 */
const isForAnybody = ({ route, request, cookies }: RequestEvent): boolean =>
	request.method === 'GET' &&
	OPEN.has(route.id ?? '') &&
	!cookies.get(cookieOf.resident) &&
	!cookies.get(cookieOf.slip);

/** Whether a browser holds what a door asks for; what nobody does changes nobody. */
const isSomebody = ({ cookies }: RequestEvent): boolean =>
	doorKinds.some((kind) => cookies.get(cookieOf[kind]) !== undefined);

/** A page that says why something could not be is a page, and its status says so too. */
const withStatus = (response: Response, status = response.status): Response =>
	status === response.status || response.status !== 200
		? response
		: new Response(response.body, { status, headers: response.headers });

function withHeaders(response: Response, side: Side, frames = false): Response {
	for (const [name, value] of Object.entries(headersOfAnswers))
		if (!response.headers.has(name)) response.headers.set(name, value);
	// A phone at a door may find where it stands; no page of the desk asks.
	if (side === 'field') response.headers.set('permissions-policy', 'camera=(self), microphone=(), geolocation=(self)');
	const policy = response.headers.get('content-security-policy');
	if (side === 'field' && policy !== null) response.headers.set('content-security-policy', withWasm(policy));
	if (frames && policy !== null) response.headers.set('content-security-policy', withFrame(policy));
	return response;
}

/** A page goes out once what it showed is written down as looked at; one that says that something failed goes out all the same. */
async function readWhole(made: Response | Promise<Response>, reads: PageReads | null): Promise<Response> {
	const [page] = await Promise.allSettled([made]);
	const [ended] = await Promise.allSettled([reads?.end()]);
	if (page.status === 'rejected') throw page.reason;
	if (ended.status === 'rejected' && page.value.status < 400) throw ended.reason;
	return page.value;
}

/** A database that is frozen is known within seconds, and nobody waits for it; and the server around the pages answers calls by key itself. */
export const init: ServerInit = () => {
	watchDatabase(program().settings.DATABASE_URL, { ask: program().memory.beat });
	lendCalls(answerCall);
};

export const handle: Handle = async ({ event, resolve }) => {
	event.locals.now = new Date();
	event.locals.locale = localeOf(event.cookies);
	event.locals.size = sizeOf(event.cookies);
	event.locals.reads = null;
	const side = sideAsked(event.request.headers);
	// `serve.ts` turns away addresses of the other side; an address can be written in many ways, and a route in one.
	if (event.route.id !== null && !isOf(side, event.route.id)) error(404, 'not-found');
	const forProgram = isProgram(event.url.pathname);
	// Signed calls of the API carry no cookie and need no origin.
	if (side === 'field' || !forProgram) checkOrigin(event.request, side);
	// A program is answered in codes: no language, no page.
	if (forProgram) return withHeaders(await resolve(event), side);
	return paraglideMiddleware(event.request, async ({ request }) => {
		checkForm(request);
		if (request.method === 'GET') event.locals.reads = pageReads(program().db);
		const made = resolve({ ...event, request } as typeof event, {
			transformPageChunk: ({ html }) =>
				fillPage(html, {
					...{ locale: event.locals.locale, size: event.locals.size },
					app: side === 'field' ? 'ra-ngo' : 'tung-nha'
				})
		});
		const response = await readWhole(made, event.locals.reads).finally(() => {
			// What was done may change who comes next: the page to which it leads is theirs as they are now.
			if (!SAFE.has(request.method) && isSomebody(event)) program().memory.forget();
		});
		if (isForAnybody(event)) response.headers.set('cache-control', 'no-cache');
		return withHeaders(withStatus(response, event.locals.status), side, event.locals.frames);
	});
};

/** What is not let in stands in the log; what is not there does not. */
const REFUSED = new Set([401, 403, 413, 415, 429]);

export const handleError: HandleServerError = (caught) => {
	const request = crypto.randomUUID();
	if (caught.kind === 'framework') return { message: caught.error.status === 404 ? 'not-found' : 'fault', request };
	if (caught.kind === 'app') {
		const { status, message } = caught.error;
		if (REFUSED.has(status)) log.warn({ request, route: caught.event.route.id, refused: message }, 'refused');
		return { message, request };
	}
	const fault = caught.error;
	// A page that this person may not open, or that is not of their place: no fault of ours.
	if (fault instanceof Refusal) return { message: fault.code, request, status: 403 };
	// A body that is no form, or a value that no column can hold: nobody types those, and nothing was written.
	if (isOutOfRange(fault) || isBadForm(fault)) {
		log.warn({ request, route: caught.event.route.id, refused: 'bad-form' }, 'refused');
		return { message: 'bad-form', request, status: 400 };
	}
	// An address with a name in it that nothing can have: forms and programs are answered before this.
	if (v.isValiError(fault)) {
		log.warn({ request, route: caught.event.route.id, refused: 'bad-address' }, 'refused');
		return { message: 'not-found', request, status: 404 };
	}
	if (isAway(fault)) return { message: 'away', request, status: 503 };
	if (isFull(fault)) {
		log.error({ request, route: caught.event.route.id }, 'the disk is full');
		return { message: 'full', request, status: 507 };
	}
	log.error(
		{
			request,
			route: caught.event.route.id,
			fault: fault instanceof Error ? (fault.stack ?? fault.message).slice(0, 1500) : String(fault)
		},
		'fault'
	);
	return { message: 'fault', request };
};
