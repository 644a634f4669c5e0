import { expect, test } from 'vitest';
import { waitingOf } from '#platform/asks.server.ts';
import { beside, refusalOf, scene, type Scene } from '#tests/support/scene.ts';
import { gateway, sayYesToWords, sendDue, takes, tellPlainly } from '#tests/support/told.ts';
import { wordsToTell } from './asks.server.ts';
import { choose } from './choose.server.ts';
import { agreeLive, askLive, liveToAgree, stopLive } from './live.server.ts';
import { takeWord, tellThem } from './tell-them.server.ts';
import { toTell, unreadBeside } from './told.server.ts';

const how = { locale: 'vi', email: null, fromHour: 7, toHour: 20, noonRest: true, withId: null } as const;

/** Two words for whoever wants to be called. */
async function twoCalls(s: Scene): Promise<void> {
	await sayYesToWords(s);
	await choose(s.as(beside(s, s.som), 2), { ...how, channel: 'call' });
	for (let n = 0; n < 2; n++) await tellPlainly(s, { must: true });
	await sendDue(s, 20, [gateway(takes).carrier]);
}

test(
	'the number beside the call list is that of its rows, here alone, and falls with each word that was read',
	scene(async (s) => {
		await twoCalls(s);
		const counted = async (actor = s.lua) => (await waitingOf(s.as(actor, 30), [wordsToTell])).get(wordsToTell);
		const { rows } = await toTell(s.as(s.lua, 30), {});
		expect([rows.length, await counted(), await counted(s.rang)]).toEqual([2, 2, 0]);
		const guide = beside(s, s.som);
		expect(await unreadBeside(s.as(guide, 31), {})).toEqual({ words: 2 });
		expect(await unreadBeside(s.as(beside(s, s.gia), 31), {})).toEqual({ words: 0 });
		await tellThem(s.as(guide, 32), { notice: rows[0]!.id, tries: 0, how: 'met', outcome: 'read' });
		expect(await unreadBeside(s.as(guide, 33), {})).toEqual({ words: 1 });
		expect(await counted()).toBe(1);
	})
);

test(
	'who takes a word in hand is read by the others; one that is over, or of another centre, is taken by nobody',
	scene(async (s) => {
		await twoCalls(s);
		const [first, second] = (await toTell(s.as(s.lua, 30), {})).rows;
		await takeWord(s.as(s.lua, 31), { notice: first!.id });
		await takeWord(s.as(s.mai, 32), { notice: first!.id });
		expect((await toTell(s.as(s.lua, 33), {})).rows.find(({ id }) => id === first!.id)).toMatchObject({
			owner: 'Nắng Thị Mai'
		});
		await tellThem(s.as(beside(s, s.som), 34), { notice: second!.id, tries: 0, how: 'met', outcome: 'read' });
		expect(await refusalOf(takeWord(s.as(s.lua, 35), { notice: second!.id }))).toBe('notice-moved');
		expect(await refusalOf(takeWord(s.as(s.rang, 35), { notice: first!.id }))).toBe('notice-unknown');
	})
);

test(
	'that words are to go out to people stands beside the page of whoever may agree, until somebody has',
	scene(async (s) => {
		await stopLive(s.as(s.thach, 1), {}).catch(() => undefined);
		const other = { ...s.thach, id: s.mai.id };
		const counted = async () => (await waitingOf(s.as(other, 30), [liveToAgree])).get(liveToAgree);
		expect(await counted()).toBe(0);
		await askLive(s.as(s.thach, 2), {});
		expect(await counted()).toBe(1);
		await agreeLive(s.as(other, 3), {});
		expect(await counted()).toBe(0);
	})
);
