import { expect, test } from 'vitest';
import { foundByRegister, unitsToChoose } from '#capabilities/places/found-by-register.server.ts';
import { centreNamed } from '#capabilities/places/rules-founding.ts';
import { settleStep } from '#capabilities/places/first-hour.server.ts';
import { system } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { refusalOf, scene } from '#tests/support/scene.ts';
import {
	firstAuthenticator,
	isOpeningKey,
	makeFirst,
	makeSecond,
	openingKeyOf,
	openingStage
} from './opening.server.ts';
import { totpOf } from './second-factor.server.ts';
import { Secret } from 'otpauth';

// An empty house is opened once, by whoever reads what its start prints; the whole way by pages is a journey.

const opener = system(
	'door',
	only(openingStage, makeFirst, makeSecond, unitsToChoose, foundByRegister, settleStep),
	null,
	[1]
);

test(
	'the key is of this house alone, however it is typed, and opens nothing once somebody administers it',
	scene(async (s) => {
		const key = openingKeyOf(s.base);
		expect(key).toMatch(/^([a-z0-9]{4}-){3}[a-z0-9]{4}$/);
		const tries = [key, ` ${key.toUpperCase().replaceAll('-', ' ')} `, key.slice(1), '', `${key}a`];
		expect(tries.map((typed) => isOpeningKey(s.base, typed))).toEqual([true, true, false, false, false]);
		const stage = () => openingStage(s.as(opener), {});
		expect(await stage()).toBe('open');
		const seed = crypto.randomUUID();
		const { letters } = firstAuthenticator(s.base, seed, 'thu');
		const code = totpOf(Secret.fromBase32(letters)).generate({ timestamp: s.as(opener).now.getTime() });
		const first = { id: crypto.randomUUID(), login: 'thu', name: 'Biển Văn Thử', seed, code };
		expect(await refusalOf(makeFirst(s.as(opener), { ...first, password: 'thu thu thu thu' }))).toBe('password-easy');
		const password = 'Ga trưa lên đồi 77';
		expect(await refusalOf(makeFirst(s.as(opener), { ...first, password }))).toBe('house-opened');
		const second = { id: crypto.randomUUID(), login: 'thu-hai', name: 'Núi Văn Thử', role: 'leader' } as const;
		expect(await refusalOf(makeSecond(s.as(opener), second))).toBe('house-opened');
		// As before anybody was there: the code that they scanned, and then the second person, once.
		await s.base.db`update staff_grant set role = 'guide' where role in ('administrator', 'leader') and place_id = 1`;
		expect(await stage()).toBe('first');
		expect(await refusalOf(makeFirst(s.as(opener), { ...first, code: '000000', password }))).toBe('code-fresh-wrong');
		await makeFirst(s.as(opener), { ...first, password });
		expect(await stage()).toBe('second');
		expect(await refusalOf(makeFirst(s.as(opener), { ...first, id: second.id, password }))).toBe('house-opened');
		await settleStep(s.as(opener), { step: 'hour', verdict: 'right' });
		expect(await refusalOf(makeSecond(s.as(opener), second))).toBe('house-opened');
		await settleStep(s.as(opener), { step: 'hour', verdict: 'open' });
		await makeSecond(s.as(opener), second);
		expect(await refusalOf(makeSecond(s.as(opener), { ...second, id: first.seed, login: 'thu-ba' }))).toBe(
			'house-opened'
		);
		// Whoever goes leaves no house that could be opened again.
		await s.base.db`update staff_grant set taken_at = now()`;
		expect(await stage()).toBe('open');
	})
);

test(
	'a commune of any of the 34 provinces is chosen from the register; a house has one centre',
	scene(async (s) => {
		const { provinces, communes } = await unitsToChoose(s.as(opener), { province: '40' });
		expect(provinces).toHaveLength(34);
		expect(communes.length).toBeGreaterThan(100);
		expect(communes).toContainEqual({ code: '16681', name: 'Phường Thành Vinh' });
		expect((await unitsToChoose(s.as(opener), { province: null })).communes).toEqual([]);
		const found = { commune: '16681', agencyCode: '000.16.81.H40' };
		expect(await refusalOf(foundByRegister(s.as(opener), found))).toBe('centre-there');
		expect(centreNamed('Phường Thành Vinh', found.agencyCode)).toMatchObject({
			name: 'Trung tâm Phục vụ hành chính công phường Thành Vinh',
			bankAccount: null,
			portalWay: 'by-hand'
		});
	})
);
