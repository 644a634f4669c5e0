import { expect, test } from 'vitest';
import { addDays, dayOf } from '#kernel/day.ts';
import { myLooks } from '#capabilities/privacy/my-looks.server.ts';
import { endBusiness, recordBusiness } from '#capabilities/residents/businesses.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { refusalOf, scene, self, type Scene } from '#tests/support/scene.ts';
import { myCopyOf } from '#tests/support/copy.ts';
import { eraseFor } from '#tests/support/erase.ts';
import { endMandates } from './end-mandates.server.ts';
import { endRepresentation, myBusinesses, represent, representatives } from './represent.server.ts';

const id = (): string => crypto.randomUUID();
const shop = async (s: Scene, name = 'Tạp hoá Mưa Rào'): Promise<string> =>
	(
		await recordBusiness(s.as(s.lua, 1), {
			...{ id: id(), kind: 'household', name, number: null, phone: null },
			...{ hamlet: 'thôn Bến Gió', elsewhere: false, sure: true }
		})
	).id!;
const today = (s: Scene): string => dayOf(s.as(s.lua).now);
const stand = (s: Scene, business: string, more: object = {}, who = s.lua) =>
	represent(s.as(who, 2), {
		...{ id: id(), business, agent: s.som, paper: 'authority', scope: 'ask', from: today(s), to: null },
		...{ open: true, paperSeen: true },
		...more
	});
const stands = (s: Scene, business: string) => representatives(s.as(s.mai, 3), { business });
const mine = (s: Scene, who: string, minutes = 4) => myBusinesses(s.as(self(who), minutes), {});

test(
	'somebody stands for a business by a paper that was seen, for what it gives, once, and reads who looked',
	scene(async (s) => {
		const business = await shop(s);
		expect(await stands(s, business)).toEqual([]);
		expect(await refusalOf(stand(s, business, { paperSeen: false }))).toBe('represent-paper');
		expect(await refusalOf(stand(s, business, { paper: 'registration' }))).toBe('represent-scope');
		expect(await refusalOf(stand(s, business, { open: false }))).toBe('represent-until-missing');
		expect(await refusalOf(stand(s, business, {}, s.rang))).toBe('business-unknown');
		await stand(s, business);
		expect(await refusalOf(stand(s, business, { paper: 'registration', scope: 'everything' }))).toBe(
			'represent-stands'
		);
		expect(await stands(s, business)).toMatchObject([
			{ agent: s.som, name: 'Sương Thị Sớm', paper: 'authority', scope: 'ask', until: null, acts: ['follow', 'ask'] }
		]);
		expect(await mine(s, s.som)).toMatchObject([{ business: { id: business, name: 'Tạp hoá Mưa Rào' } }]);
		expect(await mine(s, s.gia)).toEqual([]);
		const { representation } = await myCopyOf(s, s.som, 6);
		expect(representation).toMatchObject([{ business_name: 'Tạp hoá Mưa Rào', paper: 'authority', scope: 'ask' }]);
		const { rows } = await myLooks(s.as(self(s.som), 7), {});
		expect(rows.map(({ purpose }) => purpose)).toContain('represent');
	})
);

test(
	'from a day that is to come nobody stands yet, and after its last day nobody stands any more',
	scene(async (s) => {
		const business = await shop(s);
		const DAY = 24 * 60;
		const acts = async (day: number) =>
			(await representatives(s.as(s.mai, day * DAY), { business })).map((one) => one.acts);
		await stand(s, business, { from: addDays(today(s), 2), to: addDays(today(s), 3), open: false });
		const both = [['follow', 'ask']];
		expect([await acts(1), await acts(2), await acts(3), await acts(4)]).toEqual([[[]], both, both, []]);
		const other = await shop(s, 'Hiệu Nắng Mai');
		await stand(s, other, { from: addDays(today(s), 2) });
		expect(await mine(s, s.som)).toEqual([]);
		expect(await mine(s, s.som, 2 * DAY)).toMatchObject([{ business: { id: other } }]);
	})
);

test(
	'it is ended by the house, by themselves and by nobody else; a business that ended has nobody',
	scene(async (s) => {
		const [business, other] = [await shop(s), await shop(s, 'Hiệu Nắng Mai')];
		const { id: first } = await stand(s, business);
		const end = (representation: string, who: Parameters<Scene['as']>[0]) =>
			endRepresentation(s.as(who, 6), { representation });
		expect(await refusalOf(end(first, self(s.gia)))).toBe('represent-ended');
		expect(await refusalOf(end(first, s.rang))).toBe('represent-ended');
		await end(first, self(s.som));
		expect(await refusalOf(end(first, s.lua))).toBe('represent-ended');
		expect(await mine(s, s.som)).toEqual([]);
		const { id: second } = await stand(s, business, { paper: 'registration', scope: 'everything', open: false });
		await end(second, s.mai);
		await stand(s, other);
		await endBusiness(s.as(s.lua, 7), { business: other, version: 1, from: today(s) });
		expect(await mine(s, s.som)).toEqual([]);
		expect(await refusalOf(stand(s, other, { agent: s.gia }))).toBe('business-over');
	})
);

test(
	'whoever is erased stands for nobody, and nobody is told their name',
	scene(async (s) => {
		const business = await shop(s);
		await stand(s, business);
		await lookAs(s.as(s.thach, 5), (context) => endMandates(context, s.som));
		expect(await stands(s, business)).toEqual([]);
		const other = await shop(s, 'Hiệu Nắng Mai');
		await stand(s, other, { agent: s.gia });
		await eraseFor(s, s.gia);
		expect(await stands(s, other)).toEqual([]);
	})
);
