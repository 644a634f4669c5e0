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

/** What is asked of an answer of the API: a web request says it, and so does one of Node's (`call.server.ts`). */
export type Asked = { method: string; headers: { get: (name: string) => string | null } };

const TOLD = Symbol('told');
/** What a program is told. */
export type Told = { [TOLD]: true; status: number; type: string; body: string };
const isTold = (said: unknown): said is Told => typeof said === 'object' && said !== null && TOLD in said;

export const responseOf = ({ status, type, body }: Told): Response =>
	new Response(body, { status, headers: { 'content-type': type } });

/** RFC 9457: by its code and by a sentence for people. */
export function problemOf(
	{ headers }: Asked,
	status: ProblemStatus,
	code: string,
	{ slots = {}, ...more }: Record<string, unknown> & { slots?: Slots } = {}
): Told {
	if (status === 401 || status === 422) log.warn({ refused: code }, 'refused');
	const sentence = toldIn(languageOf(headers.get('accept-language')), { code, detail: slots });
	const filled = status === 403 || status === 409 ? { slots } : {};
	return {
		[TOLD]: true,
		status,
		type: PROBLEM_TYPE,
		body: problemBody(status, code, sentence, { ...filled, ...more })
	};
}

export const problem = (...said: Parameters<typeof problemOf>): Response => responseOf(problemOf(...said));

/** Who holds this bearer key, with the idempotency key as the request's id; null when nobody does. */
async function keyContext({ headers }: Asked, now: Date): Promise<Context | null> {
	const token = /^Bearer (\S+)$/.exec(headers.get('authorization') ?? '')?.[1];
	const { db, memory } = program();
	const ask = (key: string) => keyAtDoor(db, rightsOfKey, key, now);
	const door = token ? await memory.find(nameOf('key', token), now, () => ask(token)) : null;
	if (!door) return null;
	const given = v.safeParse(id, headers.get('idempotency-key'));
	return contextFor(door.actor, given.success ? given.output : newId(), now);
}

/** What a body says, or nothing, which every schema refuses. */
export const bodyOf = (request: Request): Promise<unknown> => request.json().catch(() => undefined);

/**
 * Runs something for the holder of a bearer key. What they bring is read once the key is known, and whoever holds it is asked again when all of
 * it has come: a body may take as long as it likes, and its key may be taken away meanwhile.
 */
export const byKey = <T>(
	asked: Asked,
	now: Date,
	reads: () => Promise<T>,
	run: (context: Context, brought: T) => Promise<unknown>
): Promise<Told> =>
	tell(asked, async () => {
		if (!(await keyContext(asked, now))) return problemOf(asked, 401, 'no-key');
		const brought = await reads();
		if (isTold(brought)) return brought;
		const context = await keyContext(asked, new Date());
		return context ? run(context, brought) : problemOf(asked, 401, 'no-key');
	});

type Called = { name: string; kind: 'command' | 'query'; now: Date };

/**
 * Runs a command or query by its name for the holder of a bearer key. `said`: what the body says, or the address; what a person typed, and whom one
 * looks at, never travels in an address.
 */
export function callDoor(asked: Asked, { name, kind, now }: Called, said: () => unknown): Promise<Told> {
	const door = findDoor(name);
	const reads = async (): Promise<unknown> => {
		if (door?.kind !== kind) return problemOf(asked, 404, `unknown-${kind}`);
		if (asked.method === 'GET' && (door.looks || takesText(door.schema))) return problemOf(asked, 405, 'ask-by-post');
		return said();
	};
	return byKey(asked, now, reads, (context, brought) => door!(context, brought as never));
}

/** Runs something for a program, and says faults and refusals as problem JSON. */
export const answerApi = (asked: Asked, run: () => Promise<unknown>): Promise<Response> =>
	tell(asked, run).then(responseOf);

async function tell(asked: Asked, run: () => Promise<unknown>): Promise<Told> {
	try {
		const said = await run();
		return isTold(said)
			? said
			: { [TOLD]: true, status: 200, type: 'application/json', body: JSON.stringify(said ?? null) };
	} catch (reason) {
		return faultOf(asked, reason);
	}
}

function faultOf(asked: Asked, reason: unknown): Told {
	const no = asRefusal(reason);
	if (no) return problemOf(asked, no.code === 'not-allowed' ? 403 : 409, no.code, { slots: no.detail });
	if (v.isValiError(reason)) return problemOf(asked, 422, 'wrong-input', { errors: v.flatten(reason.issues) });
	if (reason instanceof SyntaxError || isOutOfRange(reason) || isBadForm(reason))
		return problemOf(asked, 422, 'wrong-input');
	if (isAway(reason)) return problemOf(asked, 503, 'away');
	if (isFull(reason)) return problemOf(asked, 507, 'full');
	const request = newId();
	const fault = reason instanceof Error ? (reason.stack ?? reason.message).slice(0, 1500) : String(reason);
	log.error({ request, fault }, 'api fault');
	return problemOf(asked, 500, 'fault', { request });
}
