import { expect, test } from 'vitest';
import { end } from '#capabilities/assistance/end.server.ts';
import { forgetNotes } from '#capabilities/assistance/forget-notes.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { recordOfficialCode } from '#capabilities/filing/file.server.ts';
import { recordStatus } from '#capabilities/filing/record-status.server.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { show } from '#capabilities/cases/case-view.server.ts';
import { forgetAnswers } from '#capabilities/readiness/listens.server.ts';
import { recordTriage } from '#capabilities/readiness/record-triage.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import { recordUnverified } from '#capabilities/residents/record-person.server.ts';
import { standFor } from '#capabilities/mandates/stand-for.server.ts';
import { correctPerson } from '#capabilities/residents/correct-person.server.ts';
import { system, type Actor } from '#kernel/actor.ts';
import { setScope } from '#platform/scope.server.ts';
import { beside, refusalOf, scene, som, self, type Scene } from '#tests/support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from '#tests/support/story.ts';
import { erase, erasures, proveErasure, wouldStay } from './erase.server.ts';
import { requestCounts } from './requests-shown.server.ts';
import { acknowledgeRequest, makeRequest, settleRequest } from './requests.server.ts';
import { allKept } from '#platform/keeping.server.ts';
import { filesToKeep } from './rules-erasure.ts';

const id = (): string => crypto.randomUUID();
const asks = async (s: Scene, kind: 'deletion' | 'access' = 'deletion'): Promise<string> => {
	const request = id();
	await makeRequest(s.as(self(s.som), 20), { id: request, kind, purpose: null, words: 'xoá hết giùm tôi' });
	return request;
};

/** Words, a correction, a need, answers before an e-ID, and a file as far as `until`. */
async function morning(s: Scene, until: 'draft' | 'received'): Promise<string> {
	await correctPerson(s.as(s.mai), {
		...som,
		person: s.som,
		birthYear: 1950,
		birthDate: som.birth as string,
		phone: '0900000319',
		source: 'paper'
	});
	const sitting = await sitDown(s, '2.000635');
	await fill(s, sitting, { ...copyAnswers, 'registered-at': 'xã Mây Trắng Xa' });
	const need = {
		id: id(),
		person: null,
		kind: 'phone',
		urgency: 'today',
		source: 'counter',
		note: 'ở cuối ngõ bưởi'
	} as const;
	await recordNeed(s.as(sitting.guide, 3), need);
	const ready = { want: 'level-2', card: 'chip', sim: 'own', phone: 'able', fingers: 'readable' } as const;
	await recordTriage(s.as(sitting.guide, 4), { id: id(), ...ready });
	if (until === 'received') {
		await sayYes(s, sitting);
		await receive(s.as(s.mai, 7), { case: sitting.case });
		await recordOfficialCode(s.as(s.mai, 8), { case: sitting.case, code: '000.16.43.H56-260714-0019' });
	}
	await end(s.as(sitting.guide, 9), { session: sitting.session, reason: 'done' });
	return sitting.case;
}

test(
	'nobody is erased while a guide sits beside them',
	scene(async (s) => {
		await morning(s, 'draft');
		const request = await asks(s);
		const { guide, session } = await sitDown(s, '2.000635', 10);
		expect(await refusalOf(erase(s.as(s.thach, 21), { request }))).toBe('person-in-session');
		await end(s.as(guide, 22), { session, reason: 'done' });
		expect(await erase(s.as(s.thach, 23), { request })).toMatchObject({ kept: 0, readable: 0 });
	})
);

test(
	'what a guardian asks to erase is decided by a person, the day after somebody has said that it came',
	scene(async (s) => {
		const guide = { ...beside(s, s.som), id: s.mai.id, may: s.mai.may };
		const guardian = { id: id(), principal: s.gia, kind: 'guardian', paperSeen: true, agrees: false } as const;
		await standFor(s.as(guide, 1), guardian);
		const request = id();
		await makeRequest(s.as(self(s.som), 2), { id: request, kind: 'deletion', purpose: null, words: null, ward: s.gia });
		const byKey = { ...s.thach, key: id() };
		const refuse = { request, outcome: 'refused', reason: 'không' } as const;
		const faults = async (who: Actor) => [
			await refusalOf(erase(s.as(who, 3), { request })),
			await refusalOf(settleRequest(s.as(who, 3), refuse))
		];
		expect(await faults(s.thach)).toEqual(['erase-acknowledge-first', 'erase-acknowledge-first']);
		expect(await faults(byKey)).toEqual(['erase-by-person', 'erase-by-person']);
		await acknowledgeRequest(s.as(s.thach, 4), { request });
		expect(await faults(byKey)).toEqual(['erase-by-person', 'erase-by-person']);
		expect(await refusalOf(erase(s.as(s.thach, 5), { request }))).toBe('erase-next-day');
		expect(await refusalOf(erase(s.as(s.mai, 6), { request }))).toBe('not-allowed');
		expect(await refusalOf(erase(s.as(s.thach, 24 * 60), { request }))).toBe('erase-next-day');
		await erase(s.as(s.thach, 24 * 60 + 4), { request });
	})
);

test(
	'without a file to keep her key is destroyed: nothing of her can be read, the proof says so, and a changed proof is found out',
	scene(async (s) => {
		await morning(s, 'draft');
		const request = await asks(s);
		const said = await erase(s.as(s.thach, 21), { request });
		expect(said).toMatchObject({ kept: 0, readable: 0 });
		const [proof] = (await erasures(s.as(s.thach, 22), {})).rows;
		expect(proof).toMatchObject({ keyDestroyed: true, left: [], intact: true, words: { after: 0 } });
		expect(proof!.words.before).toBeGreaterThan(12);
		expect(proof!.kept.map(({ what }) => what)).toEqual(expect.arrayContaining(['journal', 'figures']));
		await setScope(s.base.db as never, system('retention', new Set(), s.som, [1]), '');
		await s.base.db`update erasure set kept = '[]' where id = ${proof!.id}`;
		expect((await erasures(s.as(s.thach, 22), {})).rows).toMatchObject([{ id: proof!.id, intact: false }]);
		expect((await s.base.db`select from subject_key where subject = ${s.som}`).length).toBe(0);
		expect(await refusalOf(erase(s.as(s.thach, 23), { request }))).toBe('data-request-state');
	})
);

test(
	'a file in progress keeps her name and its answers and nothing else; once its time is over the rest goes by itself',
	scene(async (s) => {
		const file = await morning(s, 'received');
		const request = await asks(s);
		const [stays] = await wouldStay(s.as(s.thach, 20.5), { request });
		expect(stays).toMatchObject({ what: 'file', file, because: 'in-progress' });
		expect(await erase(s.as(s.thach, 21), { request })).toMatchObject({ kept: 1 });
		const shown = JSON.stringify(await show(s.as(s.mai, 22), { case: file }));
		expect(shown).toContain('xã Mây Trắng Xa');
		const hear = (may: string) => s.as({ ...system(may, new Set([may]), null, [1]), subject: s.som }, 23);
		expect(await forgetNotes(hear('assistance.forget-notes'), { person: s.som })).toEqual({ emptied: 1 });
		expect(await forgetAnswers(hear('readiness.forget-answers'), { person: s.som })).toMatchObject({ emptied: 1 });
		const [early] = (await erasures(s.as(s.thach, 24), {})).rows;
		const night = system('retention', new Set(['data-rights.prove-erasure']), s.som, [1]);
		expect(await proveErasure(s.as(night, 25), { erasure: early!.id })).toEqual({ finished: false });
		const [proof] = (await erasures(s.as(s.thach, 26), {})).rows;
		expect(proof).toMatchObject({ keyDestroyed: false, left: [], intact: true, finishedAt: null });
		expect(proof!.kept[0]).toMatchObject({ what: 'file', file, because: 'in-progress', procedure: '2.000635' });
		const [person] = await s.base.db`select phone_sealed, hamlet, name from person where id = ${s.som}`;
		expect(person).toEqual({ phoneSealed: null, hamlet: null, name: 'Sương Thị Sớm' });

		await recordStatus(s.as(s.mai, 3 * 24 * 60), { case: file, status: 10, outsideAt: '2026-07-16T03:00:00.000Z' });
		const later = s.as(night, 3 * 366 * 24 * 60);
		expect(await proveErasure(later, { erasure: proof!.id })).toEqual({ finished: true });
		const [ended] = (await erasures(s.as(s.thach, 27), {})).rows;
		expect(ended).toMatchObject({ keyDestroyed: true, left: [], intact: true, words: { after: 0 } });
		expect(await refusalOf(proveErasure(s.as(night, 28), { erasure: proof!.id }))).toBe('person-unknown');
	})
);

test(
	'only a request of hers to be deleted erases, and only where it was made',
	scene(async (s) => {
		expect(await refusalOf(erase(s.as(s.thach, 21), { request: id() }))).toBe('data-request-unknown');
		expect(await refusalOf(erase(s.as(s.thach, 21), { request: await asks(s, 'access') }))).toBe('data-request-state');
		const request = await asks(s);
		expect(await refusalOf(erase(s.as({ ...s.rang, may: s.thach.may }, 21), { request }))).toBe('data-request-unknown');
	})
);

test.each([
	[{ stage: 'draft' }, null],
	[{ stage: 'void' }, null],
	[{ stage: 'confirmed' }, 'in-progress'],
	[{ stage: 'received' }, 'in-progress'],
	[{ stage: 'filed', status: 4 }, 'in-progress'],
	[{ stage: 'filed', status: 9 }, 'in-progress'],
	[{ stage: 'filed', status: 9, handed_over_at: '2026-07-01T03:00:00Z' }, 'within-period'],
	[{ stage: 'filed', status: 9, handed_over_at: '2024-01-01T03:00:00Z' }, null],
	[{ stage: 'filed', status: 7 }, 'within-period']
])('a file %j is kept because %s', (file, because) => {
	const status = [{ case_id: 'a', outside_at: '2026-07-01T03:00:00Z' }];
	const all = { case_file: [{ id: 'a', procedure_code: '2.000635', ...file }], case_status: status };
	expect(filesToKeep(all, 730, '2026-07-14')[0]?.because ?? null).toBe(because);
});

test('every cell that is sealed is one that an erasure counts', () => {
	const without = Object.entries(allKept()).flatMap(([table, { words = [], sealed = {} }]) =>
		Object.keys(sealed)
			.filter((column) => !words.includes(column))
			.map((column) => `${table}.${column}`)
	);
	expect(without).toEqual([]);
});

test(
	'an erasure answers all that she had asked: nothing of hers waits any more',
	scene(async (s) => {
		const access = await asks(s, 'access');
		const deletion = await asks(s);
		await erase(s.as(s.thach, 30), { request: deletion });
		expect(await requestCounts(s.as(s.thach, 31), {})).toEqual({ open: 0, late: 0 });
		expect(await refusalOf(settleRequest(s.as(s.thach, 32), { request: access, outcome: 'done', reason: null }))).toBe(
			'data-request-state'
		);
	})
);

test(
	'of somebody who was joined with another row lately nobody erases both',
	scene(async (s) => {
		await morning(s, 'draft');
		const other = id();
		await recordUnverified(s.as(s.lua, 1), { id: other, name: 'Suong Thi Som', birthYear: 1950, hamlet: null });
		await mergePeople(s.as(s.mai, 2), { id: id(), kept: s.som, gone: other });
		const request = await asks(s);
		expect(await refusalOf(erase(s.as(s.thach, 24), { request }))).toBe('erase-joined-lately');
		expect(await refusalOf(erase(s.as(s.thach, 6 * 24 * 60), { request }))).toBe('erase-joined-lately');
		expect(await erase(s.as(s.thach, 9 * 24 * 60), { request })).toMatchObject({ readable: 0 });
	})
);
