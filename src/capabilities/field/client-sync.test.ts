import { expect, test, vi } from 'vitest';
import { newId } from './bytes.ts';
import {
	applied,
	area,
	child,
	DAY,
	deviceOf,
	home,
	other,
	paired,
	person,
	start,
	wireOf,
	word
} from '#tests/support/client-scene.ts';
import { said, say } from './outbox.browser.ts';
import { MOST_BYTES } from './protocol.ts';
import type { Push } from './protocol.ts';
import { readState } from './state.browser.ts';
import { sync } from './sync.browser.ts';
import { WireFault } from './wire.browser.ts';

test('what is too large goes in halves, in its order, and all of it arrives', async () => {
	const { phone } = await paired();
	for (let at = 0; at < 9; at++) await say(phone, word());
	const wire = wireOf(({ parcels }) => {
		if (parcels.length > 2) throw new WireFault('too-large');
		return { outcomes: parcels.map(({ id }) => applied(id)) };
	});
	expect(await sync(phone, wire, null)).toMatchObject({ pushed: 9, acknowledged: 9, waiting: 0, fault: null });
	expect(wire.pushes.map(({ parcels }) => parcels.length)).toEqual([9, 4, 2, 2, 2, 2, 1]);
	expect(wire.pushes.map(({ waiting }) => waiting)).toEqual([9, 9, 9, 7, 5, 3, 1]);
	const arrived = wire.pushes.slice(2).flatMap(({ parcels }) => parcels.map(({ seq }) => seq));
	expect(arrived).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('no body passes its bytes', async () => {
	const { phone } = await paired();
	for (let at = 0; at < 12; at++) await say(phone, word({ input: { note: 'x'.repeat(40_000) } }));
	const wire = wireOf();
	const sent = vi.spyOn(wire, 'push');
	expect(await sync(phone, wire, null)).toMatchObject({ acknowledged: 12 });
	const sizes = sent.mock.calls.map(([{ body }]) => body.length);
	expect(sizes.length).toBeGreaterThan(1);
	expect(Math.max(...sizes)).toBeLessThanOrEqual(MOST_BYTES);
	expect(wire.pushes[0]!.parcels.length).toBeGreaterThan(2);
	await expect(say(phone, word({ input: { note: 'x'.repeat(60_000) } }))).rejects.toMatchObject({ code: 'too-long' });
});

test('two pushes in a row that nobody answers end the sync; the words wait', async () => {
	const { phone } = await paired();
	for (let at = 0; at < 4; at++) await say(phone, word());
	const wire = wireOf(() => {
		throw new WireFault('offline');
	});
	expect(await sync(phone, wire, null)).toMatchObject({ fault: 'offline', waiting: 4, pushed: 0 });
	expect(wire.pushes.map(({ parcels }) => parcels.length)).toEqual([4, 2]);
	expect(wire.pulls).toEqual([]);
});

test('each word stands by its own outcome', async () => {
	const { phone } = await paired();
	const [a, b, c] = [await say(phone, word()), await say(phone, word()), await say(phone, word())];
	const outcomes = [
		applied(a),
		applied(b, { result: 'held', final: false, code: 'dep' }),
		applied(c, { result: 'rejected' })
	];
	const wire = wireOf(() => ({ outcomes }));
	expect(await sync(phone, wire, null)).toMatchObject({ pushed: 3, acknowledged: 2, waiting: 1, box: 1 });
	expect(wire.pushes).toHaveLength(1);
	const { lines } = await said(phone);
	expect(lines.map(({ status, code }) => [status, code])).toEqual([
		['done', null],
		['waiting', 'dep'],
		['box', null]
	]);
});

test('what came with the first page is there to begin with, before the others are asked for', async () => {
	const { phone, unlocked } = await paired();
	const row = (n: number) => ({ n, kind: 'household' as const, id: newId(start), text: '{}' });
	const wire = wireOf(undefined, ({ area, cursor }) =>
		area && cursor < 3 ? { cursor: cursor + 1, changes: [row(cursor + 1)], more: cursor < 2 } : { cursor }
	);
	const seen: [number, number][] = [];
	await sync(phone, wire, unlocked, async () => void seen.push([await phone.rows.count(), wire.pulls.length]));
	expect(seen.map(([rows]) => rows)).toEqual([1, 2, 3]);
	expect(seen[0]![1]).toBeLessThan(seen[1]![1]);
});

test('a household leaves once what was said of it has arrived, and the next pull says so', async () => {
	const { phone, unlocked } = await paired();
	const row = (id: string) => ({ n: 1, kind: 'household' as const, id, text: '{}' });
	const down = wireOf(undefined, ({ area, cursor }) =>
		area && cursor === 0 ? { cursor: 1, changes: [row(home), row(other)] } : { cursor }
	);
	await sync(phone, down, unlocked);
	await say(phone, word());
	const handover = newId(start);
	const hold = ({ parcels }: Push) => ({ outcomes: parcels.map(({ id }) => applied(id, { final: false })) });
	const leave = [{ handover, household: home }];
	await sync(
		phone,
		wireOf(hold, ({ cursor }) => ({ cursor, leave })),
		unlocked
	);
	expect((await phone.rows.all()).map(({ id }) => id).toSorted()).toEqual([home, other].toSorted());
	const wire = wireOf(undefined, ({ cursor }) => ({ cursor }));
	await sync(phone, wire, unlocked);
	expect((await phone.rows.all()).map(({ id }) => id)).toEqual([other]);
	expect(wire.pulls[0]).toMatchObject({ left: [handover] });
	expect((await phone.outbox.all()).map(({ copy }) => copy)).toEqual([null]);
	expect(await readState(phone)).toMatchObject({ left: [], leaves: [] });
});

test('an erased person goes, unsent words too; what speaks of others waits until it arrived', async () => {
	const { phone, unlocked } = await paired();
	await say(phone, word());
	const both = await say(phone, word({ about: { household: home, people: [person, child], session: null } }));
	const hold = ({ parcels }: Push) => ({ outcomes: parcels.map(({ id }) => applied(id, { final: false })) });
	const changes = [{ n: 1, kind: 'erased' as const, id: person, text: null }];
	const erase = wireOf(hold, ({ area, cursor }) => (area && cursor === 0 ? { cursor: 1, changes } : { cursor }));
	await sync(phone, erase, unlocked);
	expect((await said(phone)).lines.map(({ id }) => id)).toEqual([both]);
	expect(erase.pulls.flatMap(({ forgotten }) => forgotten)).toEqual([]);
	const wire = wireOf(undefined, ({ cursor }) => ({ cursor }));
	await sync(phone, wire, unlocked);
	expect((await said(phone)).lines).toEqual([]);
	expect(wire.pulls[0]).toMatchObject({ forgotten: [person] });
	expect((await readState(phone)).erased).toEqual([]);
});

const duplicates = ({ parcels }: Push) => parcels.map(({ id }) => applied(id, { result: 'duplicate' }));

test('a restored server hears again what it had, before anything comes down from the start', async () => {
	const { phone, unlocked } = await paired();
	const first = await say(phone, word());
	await sync(
		phone,
		wireOf(undefined, ({ area }) => (area ? { cursor: 4 } : {})),
		unlocked
	);
	const order: string[] = [];
	const wire = wireOf(
		(push) => {
			order.push(...push.parcels.map(({ id }) => id));
			return { serverEpoch: 2, outcomes: duplicates(push) };
		},
		({ cursor, serverEpoch }) => {
			order.push(`pull ${cursor} of ${serverEpoch}`);
			return { serverEpoch: 2, cursor: 5 };
		}
	);
	expect(await sync(phone, wire, unlocked)).toMatchObject({ restored: true, pushed: 1, waiting: 0 });
	expect(order.slice(0, 3)).toEqual(['pull 4 of 1', first, 'pull 0 of 2']);
	// A page says so.
	expect((await readState(phone)).anew).toEqual({ at: expect.any(Number), words: 1 });
});

test('a restored server that shows itself at a push hears everything before, in its order', async () => {
	const { phone } = await paired();
	await say(phone, word());
	await say(phone, word());
	await sync(phone, wireOf(), null);
	await say(phone, word());
	const wire = wireOf(
		(push) => ({ serverEpoch: 2, outcomes: duplicates(push) }),
		() => ({ serverEpoch: 2 })
	);
	expect(await sync(phone, wire, null)).toMatchObject({ restored: true, waiting: 0 });
	expect(wire.pushes.map(({ parcels }) => parcels.map(({ seq }) => seq))).toEqual([[3], [1, 2]]);
});

test('where nothing changed, a sync is one request of less than 2 kB', async () => {
	const { phone, unlocked } = await paired();
	const changes = [{ n: 1, kind: 'household' as const, id: home, text: '{}' }];
	const wire = wireOf(undefined, ({ area, cursor }) => (area && cursor === 0 ? { cursor: 1, changes } : { cursor }));
	await sync(phone, wire, unlocked);
	const sent = vi.spyOn(wire, 'pull');
	expect(await sync(phone, wire, unlocked)).toMatchObject({ pulled: 0, fault: null });
	expect(sent).toHaveBeenCalledTimes(1);
	expect(sent.mock.calls[0]![0].body.length).toBeLessThan(1000);
	expect(wire.pulls.at(-1)!.check).toMatch(/^[\w-]{11}$/);
});

test('a bucket that differs is replaced by what the server has', async () => {
	const { phone, unlocked } = await paired();
	const bucket = Number.parseInt(home.slice(-2), 16);
	const row = { n: 1, kind: 'household' as const, id: home, text: '{"a":1}' };
	await sync(
		phone,
		wireOf(undefined, ({ area }) => (area ? { cursor: 1, changes: [row] } : {})),
		unlocked
	);
	const stray = newId(start).slice(0, -2) + home.slice(-2);
	await phone.rows.add({ ...(await phone.rows.all())[0]!, id: stray });
	const checks: (string | null)[] = [];
	const wire = wireOf(undefined, ({ check, repair, cursor }) => {
		checks.push(check);
		if (repair) return { cursor: 99, changes: [{ ...row, text: '{"a":2}' }] };
		return { cursor, buckets: Array.from({ length: 256 }, () => (checks.length === 1 ? 'ypeBEsobvcr' : '')) };
	});
	await sync(phone, wire, unlocked);
	expect(checks[0]).toMatch(/^[\w-]{11}$/);
	expect(wire.pulls[1]!.repair).toContain(bucket);
	const rows = await phone.rows.all();
	expect(rows.map(({ id }) => id)).toEqual([home]);
	expect(await unlocked.open(rows[0]!.sealed, `row|${area}|${home}`)).toBe('{"a":2}');
	expect((await readState(phone)).areas[0]).toMatchObject({ cursor: 1 });
});

test('a parted phone delivers, says farewell, and nothing of it stays', async () => {
	const device = deviceOf();
	const { phone, unlocked } = await paired(device);
	await say(phone, word());
	const wire = wireOf(({ parcels }) => ({ wipe: true, outcomes: parcels.map(({ id }) => applied(id)) }));
	expect(await sync(phone, wire, unlocked)).toMatchObject({ wiped: true, acknowledged: 1, waiting: 0 });
	expect(wire.pulls.at(-1)).toMatchObject({ area: null, waiting: 0 });
	expect(await device.indexedDB.databases()).toEqual([]);
});

test('what was acknowledged more than thirty days ago goes; what waits stays', async () => {
	const { phone } = await paired();
	await say(phone, word());
	await sync(phone, wireOf(), null);
	const later = { serverTime: start + 30 * DAY };
	await sync(
		phone,
		wireOf(undefined, () => later),
		null
	);
	expect(await said(phone)).toMatchObject({ done: 1 });
	await say(phone, word());
	const held = wireOf(
		() => ({ serverTime: start + 31 * DAY }),
		() => ({ serverTime: start + 31 * DAY })
	);
	expect(await sync(phone, held, null)).toMatchObject({ waiting: 1 });
	expect(await said(phone)).toMatchObject({ done: 0, waiting: 1 });
});
