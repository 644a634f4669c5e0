import { beforeAll, expect, test } from 'vitest';
import { findNeeds } from '#capabilities/assistance/find-needs.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { atTheDoor, hearAll, homeOf, laterIn, listen, outcomeOf, sayOn, syncNow } from '#tests/support/field.ts';
import { NOW, scene, settleMore } from '#tests/support/scene.ts';
import { areas } from './areas.server.ts';
import { settleOperation, unsettled } from './box.server.ts';
import { fieldClearings } from './clearings.server.ts';
import { askPhone, phones } from './phones.server.ts';
import { system } from '#kernel/actor.ts';
import { inScope } from '#platform/scope.server.ts';
import { listOfNeeds } from './sql-changes.server.ts';
import { makePhone } from './vault.browser.ts';

beforeAll(listen);

test(
	'the leader sees the areas with their doors and people, and the phones with whose they are',
	scene(async (s) => {
		const { area, phone } = await atTheDoor(s);
		expect(await areas(s.as(s.thach), {})).toMatchObject([
			{ id: area, households: 1, workers: [{ id: s.lua.id, name: 'Hoa Thị Lúa' }] }
		]);
		expect(await phones(s.as(s.thach), {})).toMatchObject([
			{ id: phone.id, staffName: 'Hoa Thị Lúa', waiting: 0, revokedAt: null }
		]);
	})
);

test(
	'a phone that asked and was never bound is forgotten after its day, one that was bound is not',
	scene(async (s) => {
		const { phone } = await atTheDoor(s);
		const { publicKey } = await makePhone(phone.phone);
		const door = system('door', new Set(['field.ask-phone']));
		await askPhone(s.as(door), { phone: crypto.randomUUID(), publicKey });
		const clear = (before: Date) =>
			inScope(s.base.db, system('retention', new Set()), '', (sql) => fieldClearings[0]!.clear(sql, before));
		expect(await clear(NOW)).toBe(0);
		expect(await clear(new Date(NOW.getTime() + 86_400_000))).toBe(1);
		expect(await phones(s.as(s.thach), {})).toHaveLength(1);
	})
);

test(
	'what the rules find in a night reaches the phones of those doors',
	scene(async (s) => {
		const { clock, area, phone } = await atTheDoor(s);
		await homeOf(s, area, [await settleMore(s, 'Mây Thị Lau', 1951)]);
		await hearAll(s, clock.at);
		await syncNow(phone);
		const { found } = await findNeeds(laterIn(s, clock.at)(s.thach), { after: null });
		expect(found).toBeGreaterThan(0);
		await hearAll(s, clock.at);
		expect((await syncNow(phone)).pulled).toBe(1);
	})
);

test(
	'of whom needs are is found by the needs',
	scene(async (s) => {
		const need = crypto.randomUUID();
		const said = { id: need, person: s.gia, kind: 'sim', urgency: 'this-week', source: 'phone', note: null } as const;
		await recordNeed(s.as(s.mai), said);
		const people = await inScope(s.base.db, s.mai, '', (sql) => listOfNeeds(sql, [need]));
		expect(people).toEqual([{ personId: s.gia }]);
	})
);

test(
	'a word that was refused once, and whose phone never comes again, lies before whoever leads after a day',
	scene(async (s) => {
		const { clock, home, phone } = await atTheDoor(s);
		const facts = { name: 'x', birthYear: 1948, birthDate: null, gender: 'male' };
		const was = { name: 'x', birth: '1948', gender: 'male', hamlet: 'thôn Gò Nắng' };
		const word = { person: s.gia, ...facts, was, source: 'said', hamlet: 'thôn Không Có' };
		const operation = await sayOn(phone, 'residents.correct', word, { household: home, people: [s.gia] });
		await syncNow(phone);
		expect((await outcomeOf(phone, operation))?.slice(0, 2)).toEqual(['waiting', 'rejected']);
		const later = laterIn(s, clock.at);
		expect(await unsettled(later(s.thach), {})).toEqual([]);
		clock.days(2);
		expect((await unsettled(later(s.thach), {})).map(({ id }) => id)).toEqual([operation]);
		await settleOperation(later(s.thach), { operation, accept: false });
		// It comes after all: it was settled.
		await syncNow(phone);
		expect(await outcomeOf(phone, operation)).toEqual(['box', 'rejected', 'set-aside']);
	})
);
