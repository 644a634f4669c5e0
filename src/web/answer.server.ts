import { fail, type ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { asRefusal } from '#platform/broken-rules.ts';
import { newId } from './door.server.ts';

/** What a form gets back when it could not be taken: beside each field what to do, in the summary why, and what was typed. */
export type Returned = {
	errors: Record<string, string>;
	refusal: { code: string; detail: Record<string, string | number> } | null;
	typed: Record<string, string>;
	/** Which form it was, on a page with several that say so. */
	form?: string;
};

/** Passwords and codes go back into no box, and the request is made anew with the page. */
const unsaid = new Set(['password', 'old', 'code', 'fresh', 'request']);

const shown = (form: FormData): Record<string, string> =>
	Object.fromEntries(
		[...form].flatMap(([name, value]) => (typeof value === 'string' && !unsaid.has(name) ? [[name, value]] : []))
	);

/**
 * Runs a command for a page. Wrong input and refusals come back with what was typed; faults go on to the error page.
 * A used request id on a page means that somebody went back and corrected the form: that is a new request.
 */
export async function attempt<T>(
	form: FormData,
	context: Context,
	act: (context: Context) => Promise<T>
): Promise<T | ActionFailure<Returned>> {
	try {
		return await act(context).catch((reason: unknown) => {
			if (reason instanceof Refusal && reason.code === 'request-used') return act({ ...context, request: newId() });
			throw reason;
		});
	} catch (reason) {
		const returned = asReturned(reason, form);
		if (!returned) throw reason;
		return fail(reason instanceof Refusal ? 409 : 400, returned);
	}
}

function asReturned(reason: unknown, form: FormData): Returned | null {
	const typed = shown(form);
	const no = asRefusal(reason);
	if (no) return { errors: {}, refusal: { code: no.code, detail: no.detail }, typed };
	if (v.isValiError(reason)) {
		const nested = v.flatten(reason.issues).nested ?? {};
		const errors = Object.fromEntries(
			Object.entries(nested).flatMap(([name, said]) => (said?.[0] ? [[name, said[0]]] : []))
		);
		// What looks like somebody's code or password goes back into no box.
		for (const [name, code] of Object.entries(errors)) if (code === 'secret-typed') delete typed[name];
		return { errors, refusal: null, typed };
	}
	// A number that no column can hold (SQLSTATE class 22): nobody types it, and nothing was written.
	if (isOutOfRange(reason)) return { errors: {}, refusal: { code: 'out-of-range', detail: {} }, typed };
	return null;
}

/** A body that is no form, where one is read. */
export const isBadForm = (reason: unknown): boolean =>
	reason instanceof TypeError && /form ?data|multipart|Content-Type/i.test(reason.message);

/** A number or date that the schema let through and no column can hold (SQLSTATE class 22). */
export const isOutOfRange = (reason: unknown): boolean =>
	typeof reason === 'object' && reason !== null && 'code' in reason && /^22\w{3}$/.test(String(reason.code));

export const failed = <T>(result: T | ActionFailure<Returned>): result is ActionFailure<Returned> =>
	typeof result === 'object' && result !== null && 'status' in result && 'data' in result;

/** What follows by itself: where it is refused, what was done before stands all the same. */
export const unlessRefused = (work: Promise<unknown>): Promise<unknown> =>
	work.catch((reason: unknown) => {
		if (!asReturned(reason, new FormData())) throw reason;
	});

/** An answer that its question does not take comes back into the boxes in which it was typed. */
export const notTaken = <S extends { error?: unknown }>(
	said: S,
	{ input, form }: { input: { question: string }; form: FormData }
) =>
	said.error
		? fail(400, {
				fault: said as S & { error: string },
				question: input.question,
				typed: Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
			})
		: undefined;

/** The expected no that an answer holds, as a page shows it. */
export const refusedAs = (status: number, code: string, typed: Record<string, string> = {}): ActionFailure<Returned> =>
	fail(status, { errors: {}, refusal: { code, detail: {} }, typed });
