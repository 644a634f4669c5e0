import { json, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import { languageOf, PROBLEM_TYPE, problemBody } from '#program/problem.ts';
import { program, contextFor } from '#program/program.server.ts';
import { rightsOfKey } from '#program/roles.ts';
import { findDoor } from '#program/rooms.ts';
import { keyAtDoor } from '#capabilities/access/door.server.ts';
import { toldIn } from '#design/told.ts';
import type { Context } from '#platform/context.server.ts';
import { isAway, isFull } from '#platform/away.server.ts';
import { log } from '#platform/log.server.ts';
import { isBadForm, isOutOfRange } from './answer.server.ts';
import { asRefusal } from '#platform/broken-rules.ts';
import { nameOf, newId } from './door.server.ts';
import type { ProblemStatus } from './openapi/problems.ts';
import { takesText } from './openapi/schemas.server.ts';

type Slots = Record<string, string | number>;
type Called = Pick<RequestEvent, 'request' | 'locals'> & { params: { name: string } };

/** RFC 9457: what a program is told, by its code and by a sentence for people. */
export function problem(
	request: Request,
	status: ProblemStatus,
	code: string,
	{ slots = {}, ...more }: Record<string, unknown> & { slots?: Slots } = {}
): Response {
	if (status === 401 || status === 422) log.warn({ refused: code }, 'refused');
	const sentence = toldIn(languageOf(request.headers.get('accept-language')), { code, detail: slots });
	const filled = status === 403 || status === 409 ? { slots } : {};
	const body = problemBody(status, code, sentence, { ...filled, ...more });
	return new Response(body, { status, headers: { 'content-type': PROBLEM_TYPE } });
}

/** Who holds this bearer key, with the idempotency key as the request's id; null when nobody does. */
async function keyContext(request: Request, now: Date): Promise<Context | null> {
	const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
	const { db, memory } = program();
	const ask = (key: string) => keyAtDoor(db, rightsOfKey, key, now);
	const door = token ? await memory.find(nameOf('key', token), now, () => ask(token)) : null;
	if (!door) return null;
	const given = v.safeParse(id, request.headers.get('idempotency-key'));
	return contextFor(door.actor, given.success ? given.output : newId(), now);
}

/** What a body says, or nothing, which every schema refuses. */
export const bodyOf = (request: Request): Promise<unknown> => request.json().catch(() => undefined);

/**
 * Runs something for the holder of a bearer key. What they bring is read once the key is known, and whoever holds it is asked again when all of
 * it has come: a body may take as long as it likes, and its key may be taken away meanwhile.
 */
export const byKey = <T>(
	request: Request,
	now: Date,
	reads: () => Promise<T>,
	run: (context: Context, brought: T) => Promise<unknown>
): Promise<Response> =>
	answerApi(request, async () => {
		if (!(await keyContext(request, now))) return problem(request, 401, 'no-key');
		const brought = await reads();
		if (brought instanceof Response) return brought;
		const context = await keyContext(request, new Date());
		return context ? run(context, brought) : problem(request, 401, 'no-key');
	});

/** Runs a command or query by its name for the holder of a bearer key. What a person typed, and whom one looks at, never travels in an address. */
export function callDoor(
	{ params, request, locals }: Called,
	kind: 'command' | 'query',
	said: () => unknown
): Promise<Response> {
	const door = findDoor(params.name);
	const reads = async (): Promise<unknown> => {
		if (door?.kind !== kind) return problem(request, 404, `unknown-${kind}`);
		if (request.method === 'GET' && (door.looks || takesText(door.schema))) return problem(request, 405, 'ask-by-post');
		return said();
	};
	return byKey(request, locals.now, reads, (context, brought) => door!(context, brought as never));
}

/** Runs something for a program, and says faults and refusals as problem JSON. */
export async function answerApi(request: Request, run: () => Promise<unknown>): Promise<Response> {
	try {
		const said = await run();
		return said instanceof Response ? said : json(said ?? null);
	} catch (reason) {
		const no = asRefusal(reason);
		if (no) return problem(request, no.code === 'not-allowed' ? 403 : 409, no.code, { slots: no.detail });
		if (v.isValiError(reason)) return problem(request, 422, 'wrong-input', { errors: v.flatten(reason.issues) });
		if (reason instanceof SyntaxError || isOutOfRange(reason) || isBadForm(reason))
			return problem(request, 422, 'wrong-input');
		if (isAway(reason)) return problem(request, 503, 'away');
		if (isFull(reason)) return problem(request, 507, 'full');
		const id = newId();
		log.error(
			{
				request: id,
				fault: reason instanceof Error ? (reason.stack ?? reason.message).slice(0, 1500) : String(reason)
			},
			'api fault'
		);
		return problem(request, 500, 'fault', { request: id });
	}
}
