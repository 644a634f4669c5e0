import { isRedirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { anyone } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Context } from '#platform/context.server.ts';
import { acting, steps } from './act.server.ts';
import { newId } from './door.server.ts';

const REQUEST = newId();
const Move = v.object({
	id: v.string(),
	desk: v.string(),
	note: v.pipe(
		v.string(),
		v.nonEmpty('note-missing'),
		v.check((text) => text !== '1234', 'secret-typed')
	),
	count: v.nullable(v.number('count-shape'))
});
const by = acting((_, request) => ({ context: { actor: anyone(new Set()), request } as Context, desk: 'desk-1' }));
const given = { desk: ({ desk }: { desk: string }) => desk };

function eventOf(fields: Record<string, string>): RequestEvent {
	const form = new FormData();
	for (const [name, value] of Object.entries({ request: REQUEST, ...fields })) form.append(name, value);
	const request = new Request('http://own.invalid/x', { method: 'POST', body: form });
	return { request, params: { id: '7' }, url: new URL(request.url) } as Partial<RequestEvent> as RequestEvent;
}

/** Where an action leads, or what it shows. */
const outcome = (asked: Promise<unknown>): Promise<unknown> =>
	asked.catch((reason: unknown) => {
		if (isRedirect(reason)) return reason.location;
		throw reason;
	});
const echo = steps(Move, (_, input) => Promise.resolve(input));

test('what the page gives and the request stand against whatever a form says', async () => {
	const action = by(echo, { given, shows: (answer) => answer });
	const said = await action(eventOf({ id: 'hers', desk: 'hers', note: 'a', count: '2' }));
	expect(said).toEqual({ id: REQUEST, desk: 'desk-1', note: 'a', count: 2 });
});

test('a command goes on where its page says', async () => {
	expect(await outcome(by(echo, { given, to: '/on' })(eventOf({ note: 'a' })))).toBe('/on');
	const to = by(echo, { given, to: ({ note }, { event }) => `/on/${event.params['id']}/${note}` });
	expect(await outcome(to(eventOf({ note: 'a' })))).toBe('/on/7/a');
	const both = by(echo, { given, shows: ({ note }) => (note === 'stay' ? { note } : undefined), to: '/on' });
	expect(await outcome(both(eventOf({ note: 'stay' })))).toEqual({ note: 'stay' });
	expect(await outcome(both(eventOf({ note: 'go' })))).toBe('/on');
});

test('wrong input comes back beside its field with what was typed, and a secret into no box', async () => {
	const action = by(echo, { given, to: '/on', form: 'move', beside: () => ({ found: 3 }) });
	expect(await action(eventOf({ note: '', count: 'x' }))).toMatchObject({
		status: 400,
		data: { errors: { note: 'note-missing', count: 'count-shape' }, typed: { count: 'x' }, form: 'move', found: 3 }
	});
	const secret = await action(eventOf({ note: '1234', count: '1' }));
	expect(secret).toMatchObject({ data: { errors: { note: 'secret-typed' }, typed: { count: '1' } } });
	expect(JSON.stringify(secret)).not.toContain('1234');
});

test('a refusal and a broken constraint come back by their names', async () => {
	const no = steps(Move, () => Promise.reject(new Refusal('line-closed', { until: '14:00' })));
	expect(await by(no, { given, to: '/on' })(eventOf({ note: 'a' }))).toMatchObject({
		status: 409,
		data: { refusal: { code: 'line-closed', detail: { until: '14:00' } }, typed: { note: 'a' } }
	});
	const twice = steps(Move, () => Promise.reject({ code: '23505', constraint_name: 'staff_login_once' }));
	expect(await by(twice, { given, to: '/on' })(eventOf({ note: 'a' }))).toMatchObject({
		data: { refusal: { code: 'login-taken' } }
	});
	const broken = steps(Move, () => Promise.reject(new Error('gone')));
	await expect(by(broken, { given, to: '/on' })(eventOf({ note: 'a' }))).rejects.toThrow('gone');
});

test('whoever went back and corrected the form sends a new request, also as the id of what is made', async () => {
	const sent: string[] = [];
	const once = steps(Move, (context, { id }) => {
		expect(id).toBe(context.request);
		sent.push(context.request);
		return sent.length === 1 ? Promise.reject(new Refusal('request-used')) : Promise.resolve({});
	});
	expect(await outcome(by(once, { given, to: '/on' })(eventOf({ note: 'a' })))).toBe('/on');
	expect(sent[0]).toBe(REQUEST);
	expect(sent[1]).not.toBe(REQUEST);
});

test('a form of another shape says part of the input, and the rest is read as ever', async () => {
	const reads = v.pipe(
		v.object({ words: v.string() }),
		v.transform(({ words }) => ({ note: words }))
	);
	const action = by(echo, { given, reads, shows: (answer) => answer });
	expect(await action(eventOf({ words: 'b', note: 'ignored', count: '1' }))).toMatchObject({ note: 'b', count: 1 });
});
