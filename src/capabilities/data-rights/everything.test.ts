import { expect, test } from 'vitest';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { mine } from '#capabilities/assistance/session.server.ts';
import { answer } from '#capabilities/cases/answer.server.ts';
import { findProcedure } from '#capabilities/procedures/catalogue.server.ts';
import { formOf } from '#capabilities/procedures/forms.ts';
import { letFollow } from '#capabilities/mandates/mandates.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import type { Actor } from '#kernel/actor.ts';
import { NOW, refusalOf, scene, som, self, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { settle } from '#seed/house.ts';
import { askConsent } from '#capabilities/privacy/consents.server.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { everything, takeOut } from './everything.server.ts';
import type { Copy } from './answers.ts';
import { makeRequest, settleRequest } from './requests.server.ts';
import { rooms } from '#program/rooms.ts';
import { allKept } from '#platform/keeping.server.ts';
import { copyHtml } from './copy-html.server.ts';

const id = (): string => crypto.randomUUID();

/** A morning with bác Sớm: one of everything that is written down about somebody. */
async function morning(s: Scene): Promise<void> {
	const sitting = await sitDown(s, '2.000635');
	await fill(s, sitting, { ...copyAnswers, 'registered-at': 'xã Mây Trắng Xa' });
	await letFollow(s.as(sitting.guide, 1), { id: id(), agent: s.gia, until: 'year', evidence: 'said', readAloud: true });
	const consent = { person: s.som, purpose: 'campaign-visit', version: 1, answer: 'given', readAloud: true } as const;
	await askConsent(s.as(sitting.guide, 2), { id: id(), ...consent });
	const need = {
		id: id(),
		person: null,
		kind: 'phone',
		urgency: 'today',
		source: 'counter',
		note: 'máy hay treo ở ngõ bưởi'
	} as const;
	await recordNeed(s.as(sitting.guide, 3), need);
	await sayYes(s, sitting);
	await mine(s.as(sitting.guide, 6), {});
}

async function copyOf(
	s: Scene,
	actor: Actor,
	person: string,
	minutes: number,
	answering: string | null = null
): Promise<Copy> {
	const context = s.as(actor, minutes);
	await takeOut(context, { person, answering });
	return everything(s.as(actor, minutes), { takeOut: context.request });
}

test(
	'her copy holds everything that is hers, opened, and of others no more than a name; it is written down and a look',
	scene(async (s) => {
		await morning(s);
		const { parts } = await copyOf(s, self(s.som), s.som, 30);
		expect(parts['person']).toMatchObject([{ name: 'Sương Thị Sớm', number: '097150004127', phone: '0900000318' }]);
		expect(parts['need']).toMatchObject([{ note: 'máy hay treo ở ngõ bưởi' }]);
		expect(parts['case_answer']!.map(({ value }) => value)).toContain('xã Mây Trắng Xa');
		expect(parts['mandate']).toMatchObject([{ direction: 'given', other_name: 'Thông Văn Già' }]);
		expect(parts['consent']).toMatchObject([{ purpose: 'campaign-visit', answer: 'given', text_version: 1 }]);
		for (const part of ['look', 'journal', 'assisted_session', 'case_file', 'confirmation'])
			expect([part, parts[part]!.length > 0]).toEqual([part, true]);
		expect(JSON.stringify(parts)).not.toContain('097048000204');
		expect(JSON.stringify(parts)).not.toMatch(/\\x[0-9a-f]{16}|_hash"/);
		expect((await myLooks(s.as(self(s.som), 31), {})).rows[0]).toMatchObject({
			what: 'everything',
			purpose: 'own-copy'
		});
		const [row] = await s.base
			.db`select count(*)::int as n from journal where command = 'data-rights.take-out' and person_id = ${s.som}`;
		expect(row!['n']).toBe(1);
	})
);

test(
	'whoever only submits for her finds that they did, and nothing of what she answered',
	scene(async (s) => {
		await morning(s);
		const { parts } = await copyOf(s, self(s.gia), s.gia, 30);
		expect(parts['mandate']).toMatchObject([{ direction: 'held', other_name: 'Sương Thị Sớm' }]);
		expect(JSON.stringify(parts)).not.toMatch(/097150004127|0900000318|Mây Trắng Xa|ngõ bưởi/);
	})
);

test(
	'what was kept under another id of hers is in the copy',
	scene(async (s) => {
		const named = { name: 'Suong Thi Som', number: null, phone: '0900000477' } as never as Partial<typeof som>;
		const twin = await settle(s.base, NOW, { ...som, ...named });
		await recordNeed(s.as(s.mai), {
			id: id(),
			person: twin,
			kind: 'sim',
			urgency: 'today',
			source: 'phone',
			note: 'sim của cháu Mít'
		});
		await mergePeople(s.as(s.mai, 30), { id: id(), kept: s.som, gone: twin });
		const { parts } = await copyOf(s, self(s.som), s.som, 40);
		expect(parts['person']).toHaveLength(2);
		expect(parts['need']).toMatchObject([{ note: 'sim của cháu Mít' }]);
	})
);

test(
	'staff have a copy only while a request of hers to see it is open with them; nobody else ever',
	scene(async (s) => {
		await morning(s);
		const no = (who: Actor, answering: string | null) =>
			refusalOf(takeOut(s.as(who, 21), { person: s.som, answering }));
		const ask = async (kind: 'access' | 'deletion', who = s.som) => {
			const request = id();
			await makeRequest(s.as(self(who), 20), { id: request, kind, purpose: null, words: null });
			return request;
		};
		expect(await no(s.thach, null)).toBe('take-out-not-yours');
		expect(await no(self(s.gia), null)).toBe('take-out-not-yours');
		// A wish to be erased is no wish that somebody reads it all, and another's request opens nothing of hers.
		expect(await no(s.thach, await ask('deletion'))).toBe('take-out-not-yours');
		expect(await no(s.thach, await ask('access', s.gia))).toBe('take-out-not-yours');
		const request = await ask('access');
		expect(await no(s.thach, null)).toBe('take-out-not-yours');
		const { parts } = await copyOf(s, s.thach, s.som, 21, request);
		expect(parts['person']).toMatchObject([{ number: '097150004127' }]);
		expect((await myLooks(s.as(self(s.som), 22), {})).rows[0]).toMatchObject({
			what: 'everything',
			purpose: 'data-request'
		});
		const announced = s.as(s.thach, 23);
		await takeOut(announced, { person: s.som, answering: request });
		expect(await refusalOf(everything(s.as(s.sim, 23), { takeOut: announced.request }))).toBe('not-allowed');
		await settleRequest(s.as(s.thach, 24), { request, outcome: 'done', reason: null });
		expect(await refusalOf(everything(s.as(s.thach, 25), { takeOut: announced.request }))).toBe('take-out-not-yours');
	})
);

test(
	'every table that points to a person, or to a file, need or session, is in the copy or named with a reason',
	scene(async (s) => {
		const tables = await s.base.db<{ name: string }[]>`
			select distinct c.relname as name
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition and (
				exists (
					select from pg_constraint f join pg_class to_table on to_table.oid = f.confrelid
					where f.conrelid = c.oid and f.contype = 'f' and to_table.relname in ('person', 'case_file', 'need', 'assisted_session')
				) or exists (
					select from pg_attribute a where a.attrelid = c.oid and not a.attisdropped
						and a.attname in ('person_id', 'subject', 'case_id', 'need_id', 'session_id', 'owner_id', 'principal_id', 'agent_id')
						or a.attrelid = c.oid and a.attname = 'people' and a.atttypid = 'uuid[]'::regtype
				)
			)`;
		expect(tables.length).toBeGreaterThan(25);
		const { parts } = await copyOf(s, self(s.som), s.som, 1);
		const declared = rooms.flatMap(({ keeps }) => Object.keys(keeps));
		const known = new Set(declared);
		// What a room says that it keeps is what its function of the database tells.
		expect(Object.keys(allKept()).toSorted()).toEqual(Object.keys(parts).toSorted());
		expect(declared.length).toBe(known.size);
		expect(tables.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
	})
);

test(
	'the page to read names every part, and shows what somebody typed as text and nothing else',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await answer(s.as(sitting.guide), { case: sitting.case, question: 'registered-at', raw: 'xã Mây Trắng Xa' });
		const note = '<script>alert(1)</script>';
		await recordNeed(s.as(sitting.guide, 1), {
			id: id(),
			person: null,
			kind: 'phone',
			urgency: 'today',
			source: 'counter',
			note
		});
		const { parts } = await copyOf(s, self(s.som), s.som, 2);
		const html = copyHtml('vi', 'hôm nay', parts);
		expect(html).toContain('097150004127');
		expect(html).toContain('&lt;script&gt;');
		expect(html).not.toContain('<script');
		expect(html).not.toMatch(/<(h2|dt)>( \(\d+\))?<\//);
	})
);

test(
	'every table of the answer has cells to read, and a morning with her reads without a code in any language',
	scene(async (s) => {
		await morning(s);
		const { parts } = await copyOf(s, self(s.som), s.som, 30);
		expect(Object.keys(parts).filter((table) => !allKept()[table])).toEqual([]);
		for (const locale of ['vi', 'en', 'hi'] as const) {
			const html = copyHtml(locale, 'hôm nay', parts, { procedure: findProcedure, form: formOf });
			const shown = [...html.matchAll(/<dd>(.*?)<\/dd>/g)].map(([, value = '']) => value);
			expect(shown.filter((value) => /^[a-z0-9]+([.-][a-z0-9]+)*$/.test(value) && !/^\d+$/.test(value))).toEqual([]);
			expect(html.replace(/<style>.*?<\/style>/, '')).not.toMatch(/[{}[\]]|<dl><\/dl>|undefined/);
		}
	})
);
