import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { attempt, failed, type Returned } from './answer.server.ts';
import { newId, requestOf } from './door.server.ts';
import { readForm, type ObjectSchema, type Part } from './form.server.ts';

/** A body of this size (bytes) is more than a form with words in it. */
const LARGE = 256 * 1024;

/** A command or query, or a few of them in a row (`steps`): what a form is read for, and what then is done. */
export type Door<S extends ObjectSchema, A> = ((context: Context, raw: v.InferInput<S>) => Promise<A>) & { schema: S };

/** Whoever is at the door, with all that the door found out. */
type Who = { context: Context };

type Came<W, I> = { input: I; who: W; event: RequestEvent; form: FormData };

/** Values that come from the page (its address, its session, its desk): a form never says them. */
type Given<W, I> = {
	[K in keyof I]?: I[K] | ((who: W, event: RequestEvent, form: FormData) => I[K] | Promise<I[K]>);
};

/** Any schema that answers some of the input; what it takes is the form's own business. */
type Reads<I> = { readonly type: string; readonly '~types'?: { readonly output: Partial<I> } | undefined };

type Ways<W, S extends ObjectSchema, A, D, B> = {
	/** Fields of the form that have another shape than the input: a schema of these fields, which answers what they say of it. */
	reads?: Reads<v.InferInput<S>> | ((who: W) => Reads<v.InferInput<S>>);
	given?: Given<W, v.InferInput<S>>;
	/** What the page shows in place of going on; undefined goes on. */
	shows?: (answer: A, came: Came<W, v.InferInput<S>>) => D | Promise<D>;
	/** Where it goes on. */
	to?: string | ((answer: A, came: Came<W, v.InferInput<S>>) => string | Promise<string>);
	/** Where the same page sent with other words leads, because it is done once only; without it that is a new request. */
	again?: (who: W, event: RequestEvent) => string;
	/** Which form of a page with several comes back when it was refused. */
	form?: string;
	/** What comes back beside a refusal. */
	beside?: (event: RequestEvent, form: FormData) => B | Promise<B>;
};

/** What is seen of an action from outside: the test of every form reads it. */
export type Made = { door: { schema: ObjectSchema }; reads: unknown; given: readonly string[] };

type Action<D, B> = ((event: RequestEvent) => Promise<D | ActionFailure<Returned & B>>) & Made;

/**
 * Makes the actions of one kind of person. `act(command, ways)` reads the form by the command's own schema and by `reads`,
 * adds what the page gives and, as `id`, the request, runs it, and goes on or comes back with what was typed.
 */
export const acting =
	<W extends Who>(whoIs: (event: RequestEvent, request: string) => W | Promise<W>) =>
	<S extends ObjectSchema, A, D = never, B = unknown>(
		door: Door<S, A>,
		ways: Ways<W, S, A, D, B>
	): Action<Exclude<D, undefined>, B> => {
		const action = async (event: RequestEvent) => {
			// Whoever may not come in sends no large body: it is not read for them.
			if (Number(event.request.headers.get('content-length') ?? 0) > LARGE) await whoIs(event, newId());
			const form = await event.request.formData();
			const who = await whoIs(event, requestOf(form));
			const given = await givenOf(ways.given ?? {}, who, event, form);
			const said = await attempt(form, who.context, async (context) => {
				const input = inputOf(door.schema, ways, form, given, { ...who, context });
				return { answer: await door(context, input).catch(onceOnly(ways.again, who, event)), input };
			});
			if (failed(said)) return back(said, ways, event, form);
			const came = { input: said.input, who, event, form };
			const shown = await ways.shows?.(said.answer, came);
			if (shown !== undefined) return shown as Exclude<D, undefined>;
			return redirect(303, typeof ways.to === 'function' ? await ways.to(said.answer, came) : (ways.to ?? ''));
		};
		return Object.assign(action, { door, reads: ways.reads, given: Object.keys(ways.given ?? {}) });
	};

const onceOnly =
	<W>(again: ((who: W, event: RequestEvent) => string) | undefined, who: W, event: RequestEvent) =>
	(reason: unknown): never => {
		if (again && reason instanceof Refusal && reason.code === 'request-used') redirect(303, again(who, event));
		throw reason;
	};

async function givenOf<W, I>(
	given: Given<W, I>,
	who: W,
	event: RequestEvent,
	form: FormData
): Promise<Record<string, unknown>> {
	const found: Record<string, unknown> = {};
	for (const [name, value] of Object.entries<unknown>(given))
		found[name] = typeof value === 'function' ? await value(who, event, form) : value;
	return found;
}

/** The input as far as page and form tell it; the door itself checks it. */
function inputOf<W extends Who, S extends ObjectSchema>(
	schema: S & Part,
	{ reads }: Pick<Ways<W, S, never, never, never>, 'reads'>,
	form: FormData,
	given: Record<string, unknown>,
	who: W
): v.InferInput<S> {
	const own = { ...(schema.entries && 'id' in schema.entries ? { id: who.context.request } : {}), ...given };
	const shape = (typeof reads === 'function' ? reads(who) : reads) as v.GenericSchema<unknown, object> | undefined;
	const read = shape ? v.parse(shape, readForm(shape, form)) : {};
	const rest = readForm(schema, form, Object.keys({ ...own, ...read }));
	return { ...rest, ...read, ...own } as v.InferInput<S>;
}

async function back<B>(
	{ status, data }: ActionFailure<Returned>,
	{ form: name, beside }: { form?: string; beside?: (event: RequestEvent, form: FormData) => B | Promise<B> },
	event: RequestEvent,
	form: FormData
): Promise<ActionFailure<Returned & B>> {
	const more = await beside?.(event, form);
	return fail(status, { ...data, ...(name === undefined ? {} : { form: name }), ...more } as Returned & B);
}

/** What a page does in more steps than one command: its form is read by a schema of its own and checked before the first. */
export const steps = <S extends ObjectSchema, A>(
	schema: S,
	run: (context: Context, input: v.InferOutput<S>) => Promise<A>
): Door<S, A> =>
	Object.assign(async (context: Context, raw: v.InferInput<S>) => run(context, v.parse(schema, raw)), { schema });
