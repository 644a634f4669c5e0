import { expect, test } from 'vitest';
import { agreeChange, askReset, dropChange } from '#capabilities/access/account-changes.server.ts';
import { CHANGE_DAYS } from '#capabilities/access/rules-accounts.ts';
import { closeNeed, planNeed, takeNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { claim, settleClaim, takeDenial } from '#capabilities/cases/claim.server.ts';
import { acknowledgeRequest, makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { raiseAlarm, settleOuting } from '#capabilities/field/outings.server.ts';
import { offers } from '#capabilities/home-visits/board.server.ts';
import { addShift, dropShift } from '#capabilities/home-visits/shifts.server.ts';
import { askVisit, callOffVisit, endVisit, tellTime } from '#capabilities/home-visits/tell.server.ts';
import { agreeLive, askLive, stopLive } from '#capabilities/notices/live.server.ts';
import { staffNotices } from '#capabilities/notices/staff-told.server.ts';
import { forgetNotices } from '#capabilities/notices/sql-choice.server.ts';
import { compareCard, correctPerson } from '#capabilities/residents/correct-person.server.ts';
import { agreeIdentity, dropIdentity, identityChanges } from '#capabilities/residents/identity.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import { system, type Actor } from '#kernel/actor.ts';
import { only } from '#platform/dispatch.server.ts';
import { lookAs } from '#platform/scope.server.ts';
import { hired, khoi } from './support/accounts.ts';
import { refusalOf, scene, self, settleMore, som as SOM, type Scene } from './support/scene.ts';
import { copyAnswers, fill, sayYes, seeAndReceive, sitDown } from './support/story.ts';
import { hearFacts } from './support/told.ts';

// Each fact that staff are told is told to the right ones of them and to nobody else: of another centre, of another role, or whoever did it.

const id = (): string => crypto.randomUUID();

/** Who of the staff reads what, by name: guide, officer, leader, police and administrator of the centre, and a leader of the other. */
async function told(s: Scene, minutes: number): Promise<Record<string, string[]>> {
	const there: Record<string, Actor> = {
		lua: s.lua,
		mai: s.mai,
		thach: s.thach,
		sam: s.sam,
		khoi: khoi(s),
		rang: s.rang
	};
	const read: Record<string, string[]> = {};
	for (const [name, actor] of Object.entries({ ...there, other: await leaderElsewhere(s) })) {
		const { rows } = await staffNotices(s.as(actor, minutes), {});
		if (rows.length > 0) read[name] = rows.map(({ fact }) => fact);
	}
	return read;
}
const elsewhere = new WeakMap<Scene, Actor>();
async function leaderElsewhere(s: Scene): Promise<Actor> {
	const leader = elsewhere.get(s) ?? (await hired(s, 'sau', 'leader', 2));
	elsewhere.set(s, leader);
	return leader;
}
const hear = async (s: Scene, minutes: number) => {
	await leaderElsewhere(s);
	await hearFacts(s, minutes);
	return told(s, minutes);
};

async function need(
	s: Scene,
	helper: string | null,
	by: Actor,
	minutes: number,
	kind: 'papers' | 'e-id' = 'papers'
): Promise<string> {
	const one = id();
	await recordNeed(s.as(s.lua), {
		...{ id: one, person: s.som, kind, urgency: 'this-week', source: 'counter', note: null }
	});
	await planNeed(s.as(by, minutes), { need: one, of: null, helper, plan: 'home-visit', promisedOn: null });
	return one;
}

test(
	'whoever is given a need by somebody else reads it, until another has it or it is over',
	scene(async (s) => {
		const one = await need(s, s.mai.id, s.lua, 1);
		expect(await hear(s, 2)).toEqual({ mai: ['assistance.given'] });
		// Another day for the same helper is no news of who helps.
		const plans = (helper: string, minutes: number, by = s.lua) =>
			planNeed(s.as(by, minutes), { need: one, of: null, helper, plan: 'home-visit', promisedOn: '2026-07-16' });
		await plans(s.mai.id, 3);
		expect(await hear(s, 4)).toEqual({ mai: ['assistance.given'] });
		await plans(s.thach.id, 5);
		expect(await hear(s, 6)).toEqual({ thach: ['assistance.given'] });
		await takeNeed(s.as(s.mai, 7), { need: one });
		expect(await hear(s, 8)).toEqual({});
		// Whoever takes it by planning it for themself needs no word.
		await plans(s.lua.id, 9);
		expect(await hear(s, 10)).toEqual({});
		await plans(s.mai.id, 11);
		await closeNeed(s.as(s.lua, 12), { need: one, outcome: 'met' });
		expect(await hear(s, 13)).toEqual({});
	})
);

test(
	'nothing is kept of what staff were told of somebody who is erased, and nothing new is told',
	scene(async (s) => {
		await need(s, s.mai.id, s.lua, 1);
		await hear(s, 2);
		const asHouse = { ...s.as(s.mai, 5), actor: system('test', new Set(), null, [1]) };
		const rows = async () =>
			lookAs(asHouse, async ({ db }) => [
				(await db`select from staff_notice`).length,
				(await db`select from staff_topic`).length
			]);
		expect(await rows()).toEqual([1, 1]);
		await lookAs(s.as(s.mai, 3), ({ db }) => forgetNotices(db, s.som));
		expect(await rows()).toEqual([0, 0]);
		// What is heard of them after it is told to nobody.
		await need(s, s.mai.id, s.lua, 6, 'e-id');
		const erased = await lookAs(
			s.as(s.mai, 6),
			({ db }) => db`update person set erased_at = now() where id = ${s.som}`
		);
		expect(erased.count).toBe(1);
		await hearFacts(s, 6);
		expect(await told(s, 7)).toEqual({});
	})
);

const joins = (s: Scene, kept: string, gone: string, minutes: number) =>
	mergePeople(s.as(s.mai, minutes), { id: id(), kept, gone });

test(
	'what is heard of somebody whose row was joined meanwhile is told all the same, under the row that stays',
	scene(async (s) => {
		const [gone, one] = [await settleMore(s, 'Suong Thi Som'), id()];
		await recordNeed(s.as(s.lua), {
			...{ id: one, person: gone, kind: 'papers', urgency: 'this-week', source: 'counter', note: null }
		});
		await planNeed(s.as(s.lua, 1), { need: one, of: null, helper: s.mai.id, plan: 'home-visit', promisedOn: null });
		await joins(s, s.som, gone, 2);
		expect(await hear(s, 3)).toEqual({ mai: ['assistance.given'] });
		const asHouse = { ...s.as(s.mai, 5), actor: system('test', new Set(), null, [1]) };
		expect(await lookAs(asHouse, ({ db }) => db`select person_id from staff_notice`)).toEqual([{ personId: s.som }]);
	})
);

test(
	'a fact that is heard a second time is told once, and what follows from its row goes on, whatever changed in between',
	scene(async (s) => {
		const [gone, one] = [await settleMore(s, 'Suong Thi Som'), id()];
		await recordNeed(s.as(s.lua), {
			...{ id: one, person: gone, kind: 'papers', urgency: 'this-week', source: 'counter', note: null }
		});
		await planNeed(s.as(s.lua, 1), { need: one, of: null, helper: s.mai.id, plan: 'home-visit', promisedOn: null });
		expect(await hear(s, 2)).toEqual({ mai: ['assistance.given'] });
		// The worker was killed before it noted that it had heard it, and meanwhile the row is another.
		await joins(s, s.som, gone, 3);
		await takeNeed(s.as(s.lua, 4), { need: one });
		expect(await hear(s, 5)).toEqual({});
	})
);

test(
	'a change that was asked for under a row which was joined since is over for whoever was told, once it is agreed',
	scene(async (s) => {
		const reach = { number: '097150009999', phone: '0900000999' };
		const [kept, gone] = [await settleMore(s, 'Rêu Thị Xanh'), await settleMore(s, 'Reu Thi Xanh', 1950, reach)];
		// One wrote her without marks; what stands of her is the same since.
		const both = await lookAs(
			s.as(s.mai),
			({ db }) => db`update person set verified = true, name = 'Rêu Thị Xanh' where id in (${kept}, ${gone})`
		);
		expect(both.count).toBe(2);
		await correctPerson(s.as(s.lua, 1), {
			...{ person: gone, name: 'Rêu Thị Xanh', birthYear: null, birthDate: '1950-02-03', gender: 'female' as const },
			...{ hamlet: 'thôn Bến Gió', source: 'paper' as const, ...reach, needs: [] }
		} as never);
		expect(await hear(s, 2)).toEqual({ mai: ['residents.identity-asked'], thach: ['residents.identity-asked'] });
		await joins(s, kept, gone, 3);
		const [asked] = await identityChanges(s.as(s.thach, 4), {});
		await agreeIdentity(s.as(s.thach, 5), { change: asked!.change });
		expect(await hear(s, 6)).toEqual({});
	})
);

test(
	'a change of who somebody is, is told to whoever may agree to it as the second, until it is decided',
	scene(async (s) => {
		await compareCard(s.as(s.mai), { person: s.som, card: '097150004127||Sương Thị Sớm|14031950|Nữ|' });
		const asks = (by: Actor, minutes: number) =>
			correctPerson(s.as(by, minutes), {
				...{ person: s.som, name: SOM.name, birthYear: null, birthDate: '1950-03-14', gender: 'female' as const },
				...{ hamlet: 'thôn Bến Gió', source: 'paper' as const, phone: SOM.phone, number: null, needs: [] }
			} as never);
		await asks(s.mai, 1);
		expect(await hear(s, 2)).toEqual({ thach: ['residents.identity-asked'] });
		const change = async () => (await identityChanges(s.as(s.thach, 3), {}))[0]!.change;
		await dropIdentity(s.as(s.mai, 3), { change: await change() });
		expect(await hear(s, 4)).toEqual({});
		await asks(s.lua, 5);
		expect(await hear(s, 6)).toEqual({ mai: ['residents.identity-asked'], thach: ['residents.identity-asked'] });
		await agreeIdentity(s.as(s.thach, 7), { change: await change() });
		expect(await hear(s, 8)).toEqual({});
	})
);

test(
	'that a file is not theirs, is told to whoever leads, until one of them looks into it',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await claim(s.as(self(s.som), 21), { case: sitting.case, answer: 'not-mine' });
		expect(await hear(s, 22)).toEqual({ thach: ['cases.denied'], khoi: ['cases.denied'] });
		await takeDenial(s.as(s.thach, 23), { case: sitting.case });
		expect(await hear(s, 24)).toEqual({});
	})
);

test(
	'that a file is not theirs is not told to who made or received it, and they do not look into it',
	scene(async (s) => {
		const sitting = await sitDown(s, '2.000635');
		await fill(s, sitting, copyAnswers);
		await sayYes(s, sitting);
		await seeAndReceive((actor) => s.as(actor, 20), s.thach, sitting.case);
		await claim(s.as(self(s.som), 21), { case: sitting.case, answer: 'not-mine' });
		expect(await hear(s, 22)).toEqual({ khoi: ['cases.denied'] });
		const of = { case: sitting.case };
		const maker: Actor = { ...s.lua, may: s.thach.may };
		for (const own of [s.thach, maker]) {
			expect(await refusalOf(takeDenial(s.as(own, 23), of))).toBe('denial-own');
			expect(await refusalOf(settleClaim(s.as(own, 23), { ...of, found: 'theirs' }))).toBe('denial-own');
		}
		await settleClaim(s.as(khoi(s), 24), { ...of, found: 'theirs' });
		expect(await hear(s, 25)).toEqual({});
	})
);

test(
	'what somebody asks about their data is told to whoever answers for it, until they know that it came',
	scene(async (s) => {
		const one = id();
		await makeRequest(s.as(self(s.som), 1), { id: one, kind: 'access', purpose: null, words: null } as never);
		expect(await hear(s, 2)).toEqual({ thach: ['data-rights.asked'] });
		await acknowledgeRequest(s.as(s.thach, 3), { request: one });
		expect(await hear(s, 4)).toEqual({});
	})
);

test(
	'a visit is told to those who go out for it, so is that it was called off, and after its day nothing',
	scene(async (s) => {
		const [shift, visit] = [id(), id()];
		const of = await need(s, null, s.lua, 0);
		const goesOut = (which: string, minutes: number) =>
			addShift(s.as(s.thach, minutes), {
				...{ id: which, day: '2026-07-15', helpers: [s.lua.id, s.mai.id], from: '07:30', until: '17:00' },
				...{ mode: 'bicycle', hamlet: null }
			});
		await goesOut(shift, 0);
		await askVisit(s.as(s.thach), {
			...{ id: visit, need: of, woman: false, two: false, language: null, parts: ['morning', 'afternoon'], minutes: 40 }
		});
		const tells = async (by: Actor, minutes: number) => {
			const offer = (await offers(s.as(s.thach, 1), { visit })).offers[0]!;
			await tellTime(s.as(by, minutes), {
				...{ visit, day: offer.day, from: offer.from, until: offer.until, shifts: [...offer.shifts] }
			});
		};
		await tells(s.thach, 2);
		expect(await hear(s, 3)).toEqual({ lua: ['home-visits.given'], mai: ['home-visits.given'] });
		await callOffVisit(s.as(s.lua, 4), { visit });
		// Nobody goes out in it any more: whoever did has to hear it all the same.
		await dropShift(s.as(s.thach, 4), { shift });
		expect(await hear(s, 5)).toEqual({ mai: ['home-visits.called-off'] });
		await goesOut(id(), 5);
		await tells(s.thach, 6);
		expect(await hear(s, 7)).toEqual({ lua: ['home-visits.given'], mai: ['home-visits.given'] });
		expect(await told(s, 2 * 24 * 60)).toEqual({});
		await endVisit(s.as(s.thach, 8), { visit, outcome: 'not-wanted' });
		expect(await hear(s, 9)).toEqual({});
	})
);

test(
	'a quiet alarm is told to whoever leads, until one of them has reached them',
	scene(async (s) => {
		const phone: Actor = { ...s.lua, kind: 'phone', may: only(raiseAlarm) };
		const alarm = id();
		await raiseAlarm(s.as(phone, 1), { id: alarm, outing: null });
		expect(await hear(s, 2)).toEqual({ thach: ['field.alarm'] });
		await settleOuting(s.as(s.thach, 3), { outing: alarm });
		expect(await hear(s, 4)).toEqual({});
	})
);

test(
	'what two keepers of accounts decide is told to the second, and neither to whoever asked nor to whom it is about',
	scene(async (s) => {
		const asks = async (by: Actor, staff: string, minutes: number) => {
			const change = id();
			await askReset(s.as(by, minutes), { id: change, staff });
			return change;
		};
		const one = await asks(khoi(s), s.lua.id, 1);
		expect(await hear(s, 2)).toEqual({ thach: ['access.reset-asked'] });
		// Nobody agreed in time: nothing waits any more.
		expect(await told(s, 1 + CHANGE_DAYS * 24 * 60)).toEqual({});
		await dropChange(s.as(s.thach, 3), { change: one });
		expect(await hear(s, 4)).toEqual({});
		const two = await asks(khoi(s), s.mai.id, 5);
		await agreeChange(s.as(s.thach, 6), { change: two });
		expect(await hear(s, 7)).toEqual({});
		await asks(s.thach, khoi(s).id, 8);
		expect(await hear(s, 9)).toEqual({});
	})
);

test(
	'what is settled by somebody of two centres, whose first is another one, is over where it was asked, whatever is heard first',
	scene(async (s) => {
		const second: Actor = { ...s.thach, centres: [2, 1] };
		for (const [minutes, inOrder] of [
			[1, (all) => all],
			[5, (all) => all.toReversed()]
		] as [number, Parameters<typeof hearFacts>[2]][]) {
			const change = id();
			await askReset(s.as(khoi(s), minutes), { id: change, staff: s.lua.id });
			if (minutes === 1) expect(await hear(s, minutes)).toEqual({ thach: ['access.reset-asked'] });
			await agreeChange(s.as(second, minutes + 1), { change });
			await hearFacts(s, minutes + 2, inOrder);
			expect(await told(s, minutes + 3)).toEqual({});
		}
	})
);

test(
	'that words are to go out to people is told to whoever may agree, until it is settled',
	scene(async (s) => {
		await askLive(s.as(s.thach, 1), {});
		expect(await hear(s, 2)).toEqual({ khoi: ['notices.live-asked'] });
		await stopLive(s.as(s.thach, 3), {});
		expect(await hear(s, 4)).toEqual({});
		await askLive(s.as(s.thach, 5), {});
		await agreeLive(s.as(khoi(s), 6), {});
		expect(await hear(s, 7)).toEqual({});
	})
);
