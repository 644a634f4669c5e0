import { beforeAll, expect, test } from 'vitest';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { areaOf, clockOf, laterIn, listen, phoneOf, syncNow, visit } from '#tests/support/field.ts';
import { acting, granted } from '#tests/support/accounts.ts';
import { laidHamlet } from '#tests/support/division.ts';
import { refusalOf, scene, settleMore, type Scene } from '#tests/support/scene.ts';
import { handOver } from '#capabilities/field/areas.server.ts';
import { readState } from '#capabilities/field/state.browser.ts';
import { foundHousehold } from '#capabilities/residents/households.server.ts';
import { campaign, changeCampaign, endCampaign, planCampaign } from './campaigns.server.ts';
import { daysOf, told } from './rules-campaign.ts';

beforeAll(listen);

const id = (): string => crypto.randomUUID();
const plan = (more: Partial<Parameters<typeof planCampaign>[1]> = {}) => ({
	...{
		id: id(),
		name: 'Đợt tháng 7',
		from: '2026-07-01',
		to: '2026-07-31',
		greeting: 'Cháu ở tổ công nghệ số của thôn.'
	},
	aims: [
		{ topic: 'e-id' as const, whom: 'in-need' as const },
		{ topic: 'public-services' as const, whom: 'everyone' as const },
		{ topic: 'self-protection' as const, whom: 'seventy-five' as const }
	],
	...more
});

/** Six doors of one lane, and one where somebody of 80 lives alone; Lúa goes there. */
async function goneThrough(s: Scene) {
	const clock = clockOf();
	const { doors } = await laidHamlet(s, { 'ngõ Ao': 6 }, { spots: false });
	const old = await settleMore(s, 'Mây Thị Già', 1946);
	const alone = id();
	await foundHousehold(s.as(s.lua), { id: alone, person: old, dwelling: null, address: 'ngõ Ao', book: null });
	// Nobody goes to somebody whose hamlet nobody knows.
	const lost = {
		id: id(),
		person: await settleMore(s, 'Mây Thị Lạc', 1970, { hamlet: null }),
		dwelling: null,
		book: null
	};
	await foundHousehold(s.as(s.lua), { ...lost, address: 'xóm Cũ' });
	const area = await areaOf(s, 'Bến Gió', s.lua);
	const households = [...doors.map(({ household }) => household), alone];
	await handOver(s.as(s.thach), { households, to: area });
	const phone = await phoneOf(s, s.lua, clock.at);
	return { clock, later: laterIn(s, clock.at), doors, alone, old, phone };
}

test(
	'what came of a campaign is counted from what has arrived, door by door, within its days and topics',
	scene(async (s) => {
		const { clock, later, doors, alone, old, phone } = await goneThrough(s);
		expect(await campaign(later(s.thach), {})).toBeNull();
		await planCampaign(later(s.thach), plan());
		const need = { kind: 'e-id', urgency: 'this-week', source: 'phone', note: null } as const;
		for (const n of [0, 2, 3, 4, 5]) await recordNeed(later(s.lua), { id: id(), person: doors[n]!.person, ...need });
		const taught = (person: string, topic: string, how: string) => ({ taught: [{ person, topic, how }] });
		await visit(phone, doors[0]!.household, [doors[0]!.person], taught(doors[0]!.person, 'e-id', 'self'));
		await visit(phone, doors[1]!.household, [doors[1]!.person], taught(doors[1]!.person, 'e-id', 'guided'));
		// The same door twice is one door.
		await visit(phone, doors[1]!.household, [doors[1]!.person]);
		await visit(phone, doors[2]!.household, []);
		await visit(phone, alone, [old], taught(old, 'self-protection', 'guided'));
		expect(await campaign(later(s.thach), {})).toMatchObject({ reach: { doors: 7, met: 0, tried: 0 } });
		await syncNow(phone);
		const seen = (await campaign(later(s.thach), {}))!;
		expect(seen).toMatchObject({ reach: { doors: 7, met: 3, tried: 1 }, loose: 1 });
		expect(seen.visits).toEqual([{ day: '2026-07-14', met: 4 }]);
		expect(seen.days).toEqual({ gone: 14, left: 17, part: 14 / 31 });
		expect(seen.aims).toEqual([
			{ topic: 'public-services', whom: 'everyone', meant: 7, shown: 0, able: 0, hidden: false },
			// One household of somebody of 75 is not told, nor what came of it.
			{ topic: 'self-protection', whom: 'seventy-five', meant: 0, shown: 0, able: 0, hidden: true },
			// Whoever was shown it without having needed it is no part of those meant.
			{ topic: 'e-id', whom: 'in-need', meant: 5, shown: 1, able: 1, hidden: false }
		]);
		expect(seen.areas).toMatchObject([{ name: 'Bến Gió', workers: ['Hoa Thị Lúa'], doors: 7, met: 3 }]);
		// One household of somebody of 75 is not told, seven who live alone are.
		expect(seen.groups).toEqual([
			{ group: 'seventy-five', have: 0, met: 0, hidden: true },
			{ group: 'alone', have: 7, met: 3, hidden: false },
			{ group: 'companion', have: 0, met: 0, hidden: false }
		]);
		clock.days(20);
		await visit(phone, doors[3]!.household, [doors[3]!.person]);
		await syncNow(phone);
		expect((await campaign(later(s.thach), {}))!.reach).toMatchObject({ met: 3 });
	})
);

test(
	'a campaign is planned, changed and ended by whoever leads the whole; days in order; a stale page changes nothing',
	scene(async (s) => {
		const later = s.as;
		const { hamlet } = await laidHamlet(s, { 'ngõ Ao': 1 });
		expect(await refusalOf(planCampaign(later(s.thach), plan({ to: '2026-06-30' })))).toBe('campaign-days');
		expect(await refusalOf(planCampaign(later(s.thach), plan({ to: '2028-06-30' })))).toBe('campaign-days');
		await granted(s, s.mai.id, hamlet, 'area-lead');
		const lead = acting(s, 'mai', 'area-lead');
		expect(await refusalOf(planCampaign(later(lead), plan()))).toBe('not-your-place');
		const { id: which } = await planCampaign(later(s.thach), plan());
		const { id: _, ...again } = plan({ name: 'Đợt hai', aims: [{ topic: 'e-id', whom: 'everyone' }] });
		await changeCampaign(later(s.thach), { campaign: which, rev: 1, ...again });
		expect(await refusalOf(changeCampaign(later(s.thach), { campaign: which, rev: 1, ...again }))).toBe(
			'campaign-changed'
		);
		expect(await campaign(later(lead), {})).toMatchObject({ name: 'Đợt hai', mine: false, aims: [{ topic: 'e-id' }] });
		expect(await refusalOf(endCampaign(later(lead), { campaign: which, rev: 2 }))).toBe('not-your-place');
		await endCampaign(later(s.thach), { campaign: which, rev: 2 });
		expect(await refusalOf(endCampaign(later(s.thach), { campaign: which, rev: 3 }))).toBe('campaign-changed');
		expect(await campaign(later(s.thach), {})).toMatchObject({ ended: true });
		// The next one stands in its place, also while the last is remembered.
		await planCampaign(later(s.thach), plan({ name: 'Đợt tháng 8', from: '2026-08-01', to: '2026-08-31' }));
		expect(await campaign(later(s.thach), {})).toMatchObject({ name: 'Đợt tháng 8', days: { gone: 0, left: 31 } });
		expect(await campaign(later(acting(s, 'rang', 'leader', [2])), {})).toBeNull();
	})
);

test(
	'what is said first at a door goes along with phones while a campaign is on or to come, and no longer',
	scene(async (s) => {
		const { clock, later, phone } = await goneThrough(s);
		const said = async () => {
			await syncNow(phone);
			return (await readState(phone.phone)).greetings.map(({ words, from, until }) => [words, from, until]);
		};
		expect(await said()).toEqual([]);
		const { id: which } = await planCampaign(later(s.thach), plan());
		expect(await said()).toEqual([['Cháu ở tổ công nghệ số của thôn.', '2026-07-01', '2026-07-31']]);
		const { id: _, ...otherwise } = plan({ greeting: 'Cháu chào bác ạ.', to: '2026-07-20' });
		await changeCampaign(later(s.thach), { campaign: which, rev: 1, ...otherwise });
		expect(await said()).toEqual([['Cháu chào bác ạ.', '2026-07-01', '2026-07-20']]);
		clock.days(7);
		expect(await said()).toEqual([]);
		clock.days(-7);
		await endCampaign(later(s.thach), { campaign: which, rev: 2 });
		expect(await said()).toEqual([]);
	})
);

test('days are counted with the first and the last; a group of one to four is not told, one of none is', () => {
	expect(daysOf('2026-07-01', '2026-07-01', '2026-07-01')).toEqual({ gone: 1, left: 0, part: 1 });
	expect(daysOf('2026-07-01', '2026-07-10', '2026-06-20')).toEqual({ gone: 0, left: 10, part: 0 });
	expect(daysOf('2026-07-01', '2026-07-10', '2026-09-01')).toEqual({ gone: 10, left: 0, part: 1 });
	expect([0, 1, 4, 5].map((have) => told({ have, met: 0 }).hidden)).toEqual([false, true, true, false]);
});
