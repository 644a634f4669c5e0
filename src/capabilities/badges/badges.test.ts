import { beforeAll, expect, test } from 'vitest';
import { acting, granted, roleless } from '#tests/support/accounts.ts';
import { laidHamlet } from '#tests/support/division.ts';
import { atTheDoor, laterIn, listen, phoneOf, syncNow } from '#tests/support/field.ts';
import { hearIn } from '#tests/support/hear.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { register } from '#platform/listen.server.ts';
import { anyone } from '#kernel/actor.ts';
import { lentHere } from '#capabilities/field/lent.browser.ts';
import { disownPhone } from '#capabilities/field/own.server.ts';
import { revokePhone } from '#capabilities/field/phones.server.ts';
import { badgesRoom } from './room.server.ts';
import { LentBadge } from './lent-badge.ts';
import { bearers, endBadge, giveBadge } from './badges.server.ts';
import { checkByTelephone, checkVisitor, visitor } from './check-visitor.server.ts';
import { digitsAt, keyOf, stepAt } from './rules-digits.ts';

// A badge at a door: what its phone shows, and what whoever asks is told.

beforeAll(() => {
	listen();
	register(badgesRoom.listens);
});

const id = (): string => crypto.randomUUID();
const ADDRESS = '192.0.2.7';
/** Bytes in place of a portrait. */
const face = Buffer.alloc(400, 7).toString('base64');

/** Lúa goes to doors with a phone and has a badge. */
async function withBadge(s: Scene) {
	const at = await atTheDoor(s);
	const later = laterIn(s, at.clock.at);
	const { id: badge } = await giveBadge(later(s.thach), {
		...{ id: id(), staff: s.lua.id, validUntil: '2026-07-31', picture: face }
	});
	await syncNow(at.phone);
	return { ...at, later, badge, asks: askedAt(s, at.clock.at) };
}

const onPhone = async ({ phone }: { phone: Awaited<ReturnType<typeof phoneOf>> }) =>
	lentHere(phone.phone, phone.unlocked, 'badge', LentBadge);
/** What a phone shows at a moment. */
async function shownBy(held: Awaited<ReturnType<typeof phoneOf>>, at: Date): Promise<string> {
	const lent = await onPhone({ phone: held });
	return digitsAt(await keyOf(new Uint8Array(Buffer.from(lent!.secret, 'base64url'))), stepAt(at.getTime()));
}
/** Somebody behind a door types six digits. */
const askedAt =
	(s: Scene, at: () => Date) =>
	(digits: string, more: { browser?: string | null; address?: string; centre?: number } = {}) =>
		checkVisitor(laterIn(s, at)(anyoneMay), {
			centre: 1,
			digits,
			address: ADDRESS,
			browser: id(),
			moment: stepAt(at().getTime()),
			...more
		});
const anyoneMay = anyone(new Set([checkVisitor.called, visitor.called]));

test(
	'what a phone shows without a line is right at the door for two minutes, then old, then nobody’s; and says who stands there',
	scene(async (s) => {
		const { clock, phone, asks, badge, later } = await withBadge(s);
		const digits = await shownBy(phone, clock.at());
		expect(await asks(`${digits.slice(0, 3)} ${digits.slice(3)}`)).toMatchObject({ badge, why: null });
		expect(await visitor(later(anyoneMay), { badge, centre: 1 })).toMatchObject({
			...{ name: 'Hoa Thị Lúa', areas: ['Bến Gió'], validUntil: '2026-07-31', picture: face }
		});
		clock.ms += 120_000;
		expect(await asks(digits)).toMatchObject({ badge });
		clock.ms += 90_000;
		expect(await asks(digits)).toMatchObject({ badge: null, why: 'old' });
		clock.ms += 40 * 60_000;
		expect(await asks(digits)).toMatchObject({ badge: null, why: 'wrong' });
		expect(await asks(await shownBy(phone, clock.at()))).toMatchObject({ badge });
		expect(await asks('12a456')).toMatchObject({ badge: null, why: 'digits-shape' });
	})
);

test(
	'a badge that ended, or whose bearer has no role any more is nobody’s',
	scene(async (s) => {
		const { clock, phone, asks, badge, later } = await withBadge(s);
		const shown = () => shownBy(phone, clock.at());
		expect(await asks(await shown())).toMatchObject({ badge });
		await roleless(s, s.lua.id, true);
		expect(await asks(await shown())).toMatchObject({ badge: null });
		await roleless(s, s.lua.id, false);
		expect(await asks(await shown())).toMatchObject({ badge });
		await endBadge(later(s.thach), { badge });
		expect(await asks(await shown())).toMatchObject({ badge: null, why: 'wrong' });
		expect(await refusalOf(visitor(later(anyoneMay), { badge, centre: 1 }))).toBe('badge-unknown');
		// The phone lets go of it at the next contact.
		await syncNow(phone);
		expect(await onPhone({ phone })).toBeNull();
		expect(await refusalOf(endBadge(later(s.thach), { badge }))).toBe('badge-unknown');
	})
);

test(
	'a parted phone shows digits that are nobody’s, and another phone of the same person new ones',
	scene(async (s) => {
		const { clock, phone, asks, badge, later } = await withBadge(s);
		const other = await phoneOf(s, s.lua, clock.at);
		await revokePhone(later(s.thach), { phone: phone.id });
		await hearIn(s, 'badges', clock.at);
		expect(await asks(await shownBy(phone, clock.at()))).toMatchObject({ badge: null });
		await syncNow(other);
		expect(await asks(await shownBy(other, clock.at()))).toMatchObject({ badge });
		// Whoever lost it parts it themselves.
		const own = { ...s.lua, may: new Set([...s.lua.may, disownPhone.called]) };
		await disownPhone(later(own), { phone: other.id });
		await hearIn(s, 'badges', clock.at);
		expect(await asks(await shownBy(other, clock.at()))).toMatchObject({ badge: null });
	})
);

test(
	'five wrong ones in a row at one browser and it waits a minute, the right ones too; one that keeps no cookie counts with its address',
	scene(async (s) => {
		const { clock, phone, asks, badge } = await withBadge(s);
		const browser = id();
		const right = await shownBy(phone, clock.at());
		const wrong = String((Number(right) + 1) % 1_000_000).padStart(6, '0');
		for (let n = 0; n < 3; n++) expect(await asks(wrong, { browser })).toMatchObject({ why: 'wrong' });
		// A right one counts nothing.
		for (let n = 0; n < 8; n++) expect(await asks(right, { browser })).toMatchObject({ badge });
		for (let n = 0; n < 2; n++) expect(await asks(wrong, { browser })).toMatchObject({ why: 'wrong' });
		expect(await asks(right, { browser })).toMatchObject({ badge: null, why: 'slowed' });
		expect(await asks(right)).toMatchObject({ badge });
		clock.ms += 61_000;
		expect(await asks(await shownBy(phone, clock.at()), { browser })).toMatchObject({ badge });
		for (let n = 0; n < 31; n++) await asks(wrong, { browser: null });
		expect(await asks(wrong, { browser: null })).toMatchObject({ why: 'slowed' });
		expect(await asks(wrong, { browser: null, address: '192.0.2.8' })).toMatchObject({ why: 'wrong' });
	})
);

test(
	'whoever answers the telephone asks for their own centre; whoever leads a hamlet gives badges to its people alone',
	scene(async (s) => {
		const { clock, phone, later, badge } = await withBadge(s);
		const right = await shownBy(phone, clock.at());
		expect(await checkByTelephone(later(s.mai), { digits: right, moment: 0 })).toMatchObject({ badge, why: null });
		// Whoever answers for several communes is asked of all of them, and told which it is.
		const several = { ...later(s.sim), actor: { ...s.sim, centres: [2, 1] } };
		expect(await checkByTelephone(several, { digits: right, moment: 0 })).toMatchObject({ badge, why: null });
		expect(await visitor({ ...several, request: id() }, { badge, centre: null })).toMatchObject({
			commune: 'Xã Quảng Bình'
		});
		expect(
			await checkByTelephone({ ...later(s.mai), actor: { ...s.mai, centres: [2] } }, { digits: right, moment: 0 })
		).toMatchObject({
			badge: null
		});
		const { hamlet } = await laidHamlet(s, { 'ngõ Ao': 1 }, { spots: false });
		await granted(s, s.mai.id, hamlet, 'area-lead');
		const lead = acting(s, 'mai', 'area-lead');
		const given = { id: id(), staff: s.lua.id, validUntil: '2026-07-31', picture: face };
		expect(await refusalOf(giveBadge(later(lead), given))).toBe('not-your-place');
		expect(await refusalOf(endBadge(later(lead), { badge }))).toBe('badge-unknown');
		await granted(s, s.lua.id, hamlet, 'volunteer');
		const { id: mine } = await giveBadge(later(lead), { ...given, id: id(), picture: null });
		const rows = await bearers(later(s.thach), {});
		expect(rows.find(({ id: who }) => who === s.lua.id)?.badge).toMatchObject({
			id: mine,
			standing: true,
			picture: face
		});
		expect((await bearers(later(lead), {})).map(({ name }) => name)).toContain('Hoa Thị Lúa');
	})
);

test(
	'a badge is for a year at most, needs a picture once, and a day that is not over',
	scene(async (s) => {
		const { later } = await withBadge(s);
		const give = (more: object) =>
			refusalOf(
				giveBadge(later(s.thach), {
					...{ id: id(), staff: s.mai.id, validUntil: '2026-08-01', picture: face },
					...more
				})
			);
		expect(await give({ validUntil: '2026-07-13' })).toBe('badge-past');
		expect(await give({ validUntil: '2027-07-16' })).toBe('badge-days');
		expect(await give({ picture: null })).toBe('picture-missing');
		await giveBadge(later(s.thach), { id: id(), staff: s.mai.id, validUntil: '2027-07-15', picture: face });
	})
);

test(
	'that a badge was asked about is written down, and who asked is not',
	scene(async (s) => {
		const { clock, phone, asks, badge } = await withBadge(s);
		const browser = id();
		await asks(await shownBy(phone, clock.at()), { browser });
		const rows = await s.base.db<{ about: string; actor: string; row: object }[]>`
			select about, actor_id as actor, to_jsonb(j) as row from journal j where command = ${checkVisitor.called}`;
		expect(rows).toMatchObject([{ about: badge, actor: 'public' }]);
		for (const known of [browser, ADDRESS]) expect(JSON.stringify(rows[0]!.row)).not.toContain(known);
		// A right answer leaves no count of tries behind either.
		expect(await s.base.db`select from attempt where fails > 0`).toEqual([]);
	})
);
