import { json, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { id } from '#kernel/shapes.ts';
import { program, contextFor } from '#program/program.server.ts';
import { rightsOfKey } from '#program/roles.ts';
import { findDoor } from '#program/rooms.ts';
import { keyAtDoor } from '#capabilities/access/door.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { isAway, isFull } from '#platform/away.server.ts';
import { log } from '#platform/log.server.ts';
import { isOutOfRange } from './answer.server.ts';
import { newId } from './door.server.ts';
import { takesText } from './openapi.server.ts';

type Called = Pick<RequestEvent, 'request' | 'locals'> & { params: { name: string } };

type Problem = { type: string; title: string; status: number; code: string } & Record<string, unknown>;

/** RFC 9457: what a program is told. The code is the refusal's own name. */
export function problem(status: number, code: string, more: Record<string, unknown> = {}): Response {
	if (status === 401 || status === 422) log.warn({ refused: code }, 'refused');
	const body = { type: `about:blank#${code}`, title: code, status, code, ...more } satisfies Problem;
	return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } });
}

/** Who holds this bearer key, with the idempotency key as the request's id; null when nobody does. */
async function keyContext(request: Request, now: Date): Promise<Context | null> {
	const token = /^Bearer (\S+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
	const actor = token ? await keyAtDoor(program().db, rightsOfKey, token, now) : null;
	if (!actor) return null;
	const given = v.safeParse(id, request.headers.get('idempotency-key'));
	return contextFor(actor, given.success ? given.output : newId(), now);
}

/** What a body says, or nothing, which every schema refuses. */
export const bodyOf = (request: Request): Promise<unknown> => request.json().catch(() => undefined);

/** Runs a command or query by its name for the holder of a bearer key. What a person typed, and whom one looks at, never travels in an address. */
export const callDoor = (
	{ params, request, locals }: Called,
	kind: 'command' | 'query',
	said: () => unknown
): Promise<Response> =>
	answerApi(async () => {
		const context = await keyContext(request, locals.now);
		if (!context) return problem(401, 'no-key');
		const door = findDoor(params.name);
		if (door?.kind !== kind) return problem(404, `unknown-${kind}`);
		if (request.method === 'GET' && (door.looks || takesText(door.schema))) return problem(405, 'ask-by-post');
		return door(context, (await said()) as never);
	});

/** Runs something for a program, and says faults and refusals as problem JSON. */
export async function answerApi(run: () => Promise<unknown>): Promise<Response> {
	try {
		const said = await run();
		return said instanceof Response ? said : json(said ?? null);
	} catch (reason) {
		if (reason instanceof Refusal)
			return problem(reason.code === 'not-allowed' ? 403 : 409, reason.code, { detail: reason.detail });
		if (v.isValiError(reason)) return problem(422, 'wrong-input', { errors: v.flatten(reason.issues) });
		if (reason instanceof SyntaxError || isOutOfRange(reason)) return problem(422, 'wrong-input');
		if (isConstraint(reason)) return problem(409, reason.constraint_name.replaceAll('_', '-'));
		if (isAway(reason)) return problem(503, 'away');
		if (isFull(reason)) return problem(507, 'full');
		const id = newId();
		log.error(
			{
				request: id,
				fault: reason instanceof Error ? (reason.stack ?? reason.message).slice(0, 1500) : String(reason)
			},
			'api fault'
		);
		return problem(500, 'fault', { request: id });
	}
}

const isConstraint = (reason: unknown): reason is { code: string; constraint_name: string } =>
	typeof reason === 'object' &&
	reason !== null &&
	'constraint_name' in reason &&
	'code' in reason &&
	String(reason.code).startsWith('23') &&
	Boolean(reason.constraint_name);
