import { expect, test } from 'vitest';
import { scene, settleMore } from '#tests/support/scene.ts';
import { lookAs } from '#platform/scope.server.ts';
import { addressesOf } from './address.server.ts';
import { foundHousehold } from './households.server.ts';

const id = () => crypto.randomUUID();

test(
	'a letter finds somebody at the dwelling of their household, else by their hamlet; who lives elsewhere by what was written down; who is known nowhere not at all',
	scene(async (s) => {
		const [nowhere, away] = [
			await settleMore(s, 'Sương Thị Đâu', 1950, { hamlet: null }),
			await settleMore(s, 'Sương Thị Xa', 1950, { hamlet: null })
		];
		await lookAs(
			s.as(s.mai),
			({ db }) => db`update person set elsewhere = true, hamlet = 'số 4 phố Lúa, phường Bắc' where id = ${away}`
		);
		const house = { id: id(), person: s.som, dwelling: null, book: null, address: 'số 9, ngõ Đa' } as const;
		await foundHousehold(s.as(s.mai), house as never);
		const find = (who = s.mai) => lookAs(s.as(who, 10), ({ db }) => addressesOf(db, [s.som, s.gia, nowhere, away]));
		const found = await find();
		expect(found.get(s.som)).toEqual({
			name: 'Sương Thị Sớm',
			lines: ['số 9, ngõ Đa', 'thôn Bến Gió', 'Xã Quảng Bình', 'Tỉnh Thanh Hóa'],
			hamlet: 'thôn Bến Gió'
		});
		expect(found.get(s.gia)).toMatchObject({ lines: ['thôn Gò Nắng', 'Xã Quảng Bình', 'Tỉnh Thanh Hóa'] });
		expect(found.get(away)).toMatchObject({ lines: ['số 4 phố Lúa, phường Bắc'], hamlet: null });
		expect(found.has(nowhere)).toBe(false);
		// Nobody of another commune is found by it.
		expect(await find(s.rang)).toEqual(new Map());
	})
);
