import { expect, test } from 'vitest';
import type { Actor } from '#kernel/actor.ts';
import { waitingOf } from '#platform/asks.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { rightsOf, rightsOfKey } from '#program/roles.ts';
import { khoi } from '#tests/support/accounts.ts';
import { refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { hearFacts } from '#tests/support/told.ts';
import { readStaffNotice, staffNotices, toldToMe } from './staff-told.server.ts';
import { agreeText, dropText, text, writeText } from './texts.server.ts';

const key = { fact: 'filing.ready', forAnother: false, locale: 'vi' as const };

const write = (s: Scene, words: string, seen: number, minutes: number) =>
	writeText(s.as(s.thach, minutes), { id: crypto.randomUUID(), ...key, seen, words });
const waiting = async (s: Scene): Promise<string> =>
	(await text(s.as(s.thach, 50), key)).versions.find(({ state }) => state === 'waits')!.id;

const toldTo = async (s: Scene, actor: Actor, minutes = 100) => (await staffNotices(s.as(actor, minutes), {})).rows;
const unread = async (s: Scene, actor: Actor): Promise<number | undefined> =>
	(await waitingOf(s.as(actor, 100), [toldToMe])).get(toldToMe);

test(
	'a text that a leader wrote is told to whoever may agree to it, and to nobody else; once it is decided the line is gone',
	scene(async (s) => {
		await write(s, 'việc của bác đã xong.', 0, 1);
		await hearFacts(s, 2);
		const second = khoi(s);
		expect(await toldTo(s, second)).toMatchObject([{ fact: 'notices.text-waits', readAt: null }]);
		expect(await unread(s, second)).toBe(1);
		// Neither whoever wrote it, nor who holds another role, nor somebody of another centre.
		for (const other of [s.thach, s.mai, s.lua, s.sam, s.rang]) expect(await toldTo(s, other)).toEqual([]);
		const [line] = await toldTo(s, second);
		expect(await readStaffNotice(s.as(second, 3), { notice: line!.id })).toMatchObject({
			fact: 'notices.text-waits',
			page: 'filing.ready false vi'
		});
		expect([await unread(s, second), (await toldTo(s, second))[0]!.readAt]).toEqual([0, s.as(second, 3).now]);
		// Read once, it stays read since then.
		await readStaffNotice(s.as(second, 9), { notice: line!.id });
		expect((await toldTo(s, second))[0]!.readAt).toEqual(s.as(second, 3).now);
		await agreeText(s.as(second, 10), { text: await waiting(s) });
		await hearFacts(s, 11);
		expect(await toldTo(s, second)).toEqual([]);
	})
);

test(
	'what was written over is told anew, once; what was settled before it was heard is told to nobody',
	scene(async (s) => {
		await write(s, 'việc của bác đã xong.', 0, 1);
		await write(s, 'việc của bác đã xong rồi.', 1, 2);
		await hearFacts(s, 3, (all) => all.toReversed());
		expect(await toldTo(s, khoi(s))).toMatchObject([{ factAt: s.as(s.thach, 2).now }]);
		await dropText(s.as(s.thach, 4), { text: await waiting(s) });
		await hearFacts(s, 5, (all) => all.toReversed());
		expect(await toldTo(s, khoi(s))).toEqual([]);
	})
);

test(
	'nobody reads, sees or marks what was told to another, below the code too',
	scene(async (s) => {
		await write(s, 'việc của bác đã xong.', 0, 1);
		await hearFacts(s, 2);
		const [line] = await toldTo(s, khoi(s));
		const thief = { ...s.thach, may: new Set(rightsOf.leader) };
		expect(await refusalOf(readStaffNotice(s.as(thief, 3), { notice: line!.id }))).toBe('notice-unknown');
		const rows = (actor: Actor) => lookAs(s.as(actor, 4), ({ db }) => db`select id from staff_notice`);
		const things = (actor: Actor) => lookAs(s.as(actor, 4), ({ db }) => db`select about from staff_topic`);
		const marks = (actor: Actor) => lookAs(s.as(actor, 4), ({ db }) => db`update staff_notice set read_at = now()`);
		for (const other of [thief, s.lua, s.rang]) {
			expect([await rows(other), await things(other)]).toEqual([[], []]);
			expect((await marks(other)).count).toBe(0);
		}
		expect([(await rows(khoi(s))).length, (await things(khoi(s))).length]).toEqual([1, 1]);
		await expect(
			lookAs(s.as(khoi(s), 5), ({ db }) => db`update staff_notice set staff_id = ${s.lua.id}`)
		).rejects.toThrow(/permission denied/);
		expect((await toldTo(s, khoi(s)))[0]!.readAt).toBeNull();
		// A program reads nobody's, not even in the name of whoever was told.
		const program = { ...khoi(s), key: 'k', may: new Set(rightsOfKey('administrator', null, true)) };
		expect(await refusalOf(staffNotices(s.as(program, 6), {}))).toBe('not-allowed');
		expect(await refusalOf(readStaffNotice(s.as(program, 6), { notice: line!.id }))).toBe('not-allowed');
	})
);
