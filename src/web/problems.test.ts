import * as v from 'valibot';
import { expect, test, vi } from 'vitest';
import { makeStaff } from '#capabilities/access/make-staff.server.ts';
import { chooseWay } from '#capabilities/cases/choose-way.server.ts';
import { submitCase } from '#capabilities/cases/submit.server.ts';
import { addDesk } from '#capabilities/counter/desks.server.ts';
import { Refusal } from '#kernel/refusal.ts';
import { log } from '#platform/log.server.ts';
import { rightsOf } from '#program/roles.ts';
import { staffId } from '#seed/house.ts';
import { scene, type Scene } from '#tests/support/scene.ts';
import { findWord } from '#words/word.ts';
import { answerApi, problem } from './api.server.ts';
import { CODES } from '#platform/broken-rules.ts';
import { problems, type ProblemStatus } from './openapi/problems.ts';

vi.spyOn(log, 'warn').mockReturnValue(undefined);
vi.spyOn(log, 'error').mockReturnValue(undefined);

const asked = (language = 'en') =>
	new Request('https://dvc.xa-may.example/api/commands/x', { headers: { 'accept-language': language } });

type Problem = { status: ProblemStatus; code: string; detail: string; title: string; slots?: object };

/** What a program is told: held against the shape that the description gives its status. */
async function told(response: Response): Promise<Problem & { text: string }> {
	expect(response.headers.get('content-type')).toBe('application/problem+json');
	const text = await response.text();
	const said = JSON.parse(text) as Problem;
	expect(said.status).toBe(response.status);
	expect(v.safeParse(v.strictObject(problems[said.status].shape.entries), said).issues).toBeUndefined();
	return { ...said, text };
}

const of = async (run: () => Promise<unknown>, language?: string) => told(await answerApi(asked(language), run));

/** Every rule that the database holds by a name: constraints, and indexes that let a row be there once. */
const ruleNames = async ({ base }: Scene): Promise<string[]> =>
	(
		await base.db<{ name: string }[]>`
			select conname as name from pg_constraint where connamespace = current_schema::regnamespace
			union select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
			where i.indisunique and c.relnamespace = current_schema::regnamespace`
	).map(({ name }) => name);

test('each problem has the shape that is described, and a sentence in the language that was asked for', async () => {
	const wrong = () => v.parse(v.object({ id: v.string() }), {});
	expect(await told(problem(asked('fr, hi;q=0.8'), 401, 'no-key'))).toMatchObject({
		title: 'Unauthorized',
		detail: findWord('refusal.no-key', {}, { locale: 'hi' })
	});
	await told(problem(asked(), 404, 'unknown-command'));
	await told(problem(asked(), 405, 'ask-by-post'));
	expect(await of(() => Promise.reject(new Refusal('not-allowed', { name: 'x' })))).toMatchObject({ status: 403 });
	expect(await of(() => Promise.reject(new Refusal('hamlet-unknown', { hamlet: 'Gò Nắng' })), 'en-GB')).toMatchObject({
		status: 409,
		code: 'hamlet-unknown',
		slots: { hamlet: 'Gò Nắng' },
		detail: expect.stringContaining('Gò Nắng')
	});
	expect(await of(async () => wrong())).toMatchObject({ status: 422, code: 'wrong-input' });
	expect(await of(async () => JSON.parse('{'))).toMatchObject({ status: 422 });
	const noForm = new Request('https://x.example', {
		method: 'POST',
		body: '{}',
		headers: { 'content-type': 'application/json' }
	});
	expect(await of(() => noForm.formData())).toMatchObject({ status: 422 });
	expect(await of(() => Promise.reject(Object.assign(new Error('x'), { code: 'CONNECT_TIMEOUT' })))).toMatchObject({
		status: 503
	});
	for (const code of ['53100', 'ENOSPC'])
		expect(await of(() => Promise.reject(Object.assign(new Error('x'), { code })))).toMatchObject({
			...{ status: 507, code: 'full' },
			detail: expect.stringContaining('nothing was written')
		});
	expect(await of(() => Promise.reject(new Error('select * from staff')), 'vi')).toMatchObject({ status: 500 });
	expect(await told(problem(asked(''), 401, 'no-key'))).toMatchObject({
		detail: findWord('refusal.no-key', {}, { locale: 'vi' })
	});
});

test(
	'a rule of the database that a door breaks is told by a code of ours and a sentence, never by its own name',
	scene(async (s) => {
		const names = await ruleNames(s);
		expect(names.length).toBeGreaterThan(200);
		const safe = ({ text, code, detail }: Awaited<ReturnType<typeof told>>) => {
			expect(names.filter((name) => text.includes(name) || text.includes(name.replaceAll('_', '-')))).toEqual([]);
			expect(detail).toBe(findWord(`refusal.${code}`, {}, { locale: 'en' }));
			return code;
		};
		const keeper = { ...s.thach, id: staffId('khoi'), may: new Set(rightsOf.administrator) };
		const newcomer = { login: 'gio', name: 'Gió Thị Nhẹ', role: 'guide' as const, place: 1 };
		const hire = (minutes: number) => makeStaff(s.as(keeper, minutes), { id: crypto.randomUUID(), ...newcomer });
		await hire(0);
		expect(safe(await of(() => hire(1)))).toBe('login-taken');
		const desk = (minutes: number) =>
			addDesk(s.as(keeper, minutes), { id: crypto.randomUUID(), name: 'Quầy 7', kind: 'counter' });
		await desk(3);
		expect(safe(await of(() => desk(4)))).toBe('desk-taken');

		const id = crypto.randomUUID();
		const draft = { id, person: s.som, procedure: '2.000635', answers: {}, papers: [] };
		await submitCase(s.as(s.mai, 5), draft);
		expect(safe(await of(() => submitCase(s.as(s.mai, 6), draft)))).toBe('there-already');
		const nobody = { case: id, way: 'DIRECT' as const, reason: 'thử', receiver: crypto.randomUUID() };
		expect(safe(await of(() => chooseWay(s.as(s.mai, 7), nobody)))).toBe('points-nowhere');
		for (const name of names)
			for (const code of ['23505', '23503', '23514', '23502', '23P01'])
				safe(await of(() => Promise.reject(Object.assign(new Error(name), { code, constraint_name: name }))));
	})
);

test(
	'every rule that has a code of its own is one that the database holds',
	scene(async (s) => {
		const names = new Set(await ruleNames(s));
		expect(Object.keys(CODES).filter((name) => !names.has(name))).toEqual([]);
	})
);
