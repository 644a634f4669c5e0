import { erase } from '#capabilities/data-rights/erase.server.ts';
import { acknowledgeRequest, makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { say } from '#capabilities/field/outbox.browser.ts';
import { StoreRefusal } from '#capabilities/field/store.browser.ts';
import { askConsent, withdraw } from '#capabilities/privacy/consents.server.ts';
import { correctPerson } from '#capabilities/residents/correct-person.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import { setNeeds } from '#capabilities/residents/set-needs.server.ts';
import type { Keyed } from '#capabilities/walk-lists/rules-keying.ts';
import { fill } from './field-faults.ts';
import { filing, takingBack } from './field-files.ts';
import { as, chance, hear, id, onPhone, pick, tryAtDesk, type Hand, type History } from './field-history.ts';
import { beside, settleMore } from './scene.ts';

// What people say at doors in a history, and what happens at the desk meanwhile.

type Word = {
	command: string;
	input: Record<string, unknown>;
	household: string;
	people: string[];
	session?: string | null;
	deps?: string[];
};

/** Keeps a word on a phone, which may be killed while it writes or have no room left. */
async function tell(h: History, hand: Hand, word: Word): Promise<string | null> {
	const { command, input, household, people, session = null, deps = [] } = word;
	const kill = chance(h, 0.04) ? 1 + Math.floor(h.random() * 3) : 0;
	const op = await onPhone(
		h,
		hand,
		(phone) => say(phone, { command, input, about: { household, people, session }, deps }),
		kill
	).catch((fault: unknown) => {
		if (!(fault instanceof StoreRefusal)) throw fault;
		return null;
	});
	if (op) h.said.set(op, { op, hand, phone: hand.id, command, household, people, input });
	if (op && command === 'privacy.ask-consent')
		h.yes.set(String(input['id']), (input['knew'] as string | null | undefined) ?? null);
	return op;
}

const visiting = async (h: History, hand: Hand, household: string, people: string[]): Promise<void> => {
	const met = people.filter(() => chance(h, 0.7)).map((person) => ({ session: id(), person }));
	const taught = met.filter(() => chance(h, 0.5)).map(({ person }) => ({ person, topic: 'e-id', how: 'guided' }));
	const outcome = met.length > 0 ? 'met' : 'not-home';
	const input = { id: id(), household, outcome, minutes: 10, met, taught };
	const op = await tell(h, hand, {
		command: 'assistance.record-visit',
		input,
		household,
		people: met.map(({ person }) => person)
	});
	if (op) for (const one of met) hand.sittings.push({ ...one, household, operation: op });
};

/** What whoever carries a list on paper says on their phone as well. */
export async function alsoOnPhone(
	h: History,
	hand: Hand,
	household: string,
	{ outcome, met, taught }: Keyed
): Promise<void> {
	if (hand.wiped) return;
	const sat = met.map((person) => ({ session: id(), person }));
	const input = { id: id(), household, outcome, minutes: 10, met: sat, taught: [...taught] };
	await tell(h, hand, { command: 'assistance.record-visit', input, household, people: [...met] });
}

async function answering(h: History, hand: Hand, household: string, people: string[]): Promise<void> {
	const sat = hand.sittings.filter((one) => one.household === household && people.includes(one.person)).at(-1);
	if (!sat) return visiting(h, hand, household, people);
	const { person, session, operation } = sat;
	const about = { household, people: [person], session, deps: [operation] };
	if (chance(h, 0.3)) {
		const op = await tell(h, hand, {
			command: 'privacy.withdraw',
			input: { id: id(), purpose: 'campaign-visit' },
			...about
		});
		// What this phone itself was told, it knows: the no is under an id that only the server makes.
		if (op) hand.knows.set(person, 'own-no');
		return;
	}
	const knew = hand.knows.get(person) ?? null;
	const input = {
		id: id(),
		person,
		purpose: 'campaign-visit',
		version: 1,
		answer: chance(h, 0.8) ? 'given' : 'refused',
		readAloud: true
	};
	const op = await tell(h, hand, {
		command: 'privacy.ask-consent',
		input: { ...input, knew: knew === 'own-no' ? null : knew },
		...about
	});
	if (op) hand.knows.set(person, input.id);
}

async function needing(h: History, hand: Hand, household: string, people: string[]): Promise<void> {
	const known = hand.needs.filter((one) => one.household === household && people.includes(one.person)).at(-1);
	if (known && chance(h, 0.5)) {
		const input = { need: known.id, helper: hand.staff.id, plan: 'home-visit', promisedOn: '2026-07-20' };
		await tell(h, hand, {
			command: 'assistance.plan-need',
			input,
			household,
			people: [known.person],
			deps: [known.operation]
		});
		return;
	}
	const person = pick(h, people);
	const input = {
		id: id(),
		person,
		kind: pick(h, ['e-id', 'sim', 'papers', 'learn']),
		urgency: 'this-week',
		source: 'door',
		note: 'ở ngõ cụt'
	};
	const op = await tell(h, hand, { command: 'assistance.record-need', input, household, people: [person] });
	if (op) hand.needs.push({ id: input.id, person, household, operation: op });
}

async function changing(h: History, hand: Hand, household: string, people: string[]): Promise<void> {
	const person = pick(h, people);
	if (chance(h, 0.5)) {
		const input = { person, needs: [pick(h, ['big-print', 'read-aloud', 'companion'])], was: [] };
		await tell(h, hand, { command: 'residents.set-needs', input, household, people: [person] });
		return;
	}
	const was = { name: 'x', birth: '1950', gender: 'female', hamlet: 'thôn Bến Gió' };
	const facts = {
		name: 'x',
		birthYear: 1950,
		birthDate: null,
		gender: 'female',
		hamlet: pick(h, ['thôn Gò Nắng', 'thôn Đầm Sen'])
	};
	await tell(h, hand, {
		command: 'residents.correct',
		input: { person, ...facts, was, source: 'said' },
		household,
		people: [person]
	});
}

async function meeting(h: History, hand: Hand, household: string): Promise<void> {
	const person = id();
	const input = { id: person, name: 'Sương Thị Sậy', birthYear: 1999, hamlet: null };
	const op = await tell(h, hand, { command: 'residents.record-unverified', input, household, people: [person] });
	if (!op) return;
	const joins = { household, person, relation: 'other' };
	await tell(h, hand, { command: 'residents.join-household', input: joins, household, people: [person], deps: [op] });
}

/** Somebody says something at a door that their phone holds. */
export async function speak(h: History, hand: Hand): Promise<void> {
	if (hand.wiped) return;
	const keys = await onPhone(h, hand, (phone) => phone.rows.keys());
	const held = new Set((keys ?? []).map(([, row]) => row));
	const doors = [...h.world.doors.keys()].filter((door) => held.has(door));
	if (doors.length === 0) return;
	const household = pick(h, doors);
	const shown = hand.shows.get(household);
	const people = h.world.doors.get(household)!.filter((one) => !shown || shown.includes(one));
	if (people.length === 0) return;
	const kind = h.random();
	if (kind < 0.3) return visiting(h, hand, household, people);
	if (kind < 0.38) return filing(h, hand, household, people);
	if (kind < 0.4) return takingBack(h, hand);
	if (kind < 0.67) return answering(h, hand, household, people);
	if (kind < 0.78) return needing(h, hand, household, people);
	if (kind < 0.88) return changing(h, hand, household, people);
	if (kind < 0.94)
		return void (await tell(h, hand, { command: 'field.open-door', input: { people }, household, people }));
	return meeting(h, hand, household);
}

/** The desk goes on: corrections, a no, a merge, an erasure. */
export async function atTheDesk(h: History): Promise<void> {
	const { s, doors } = h.world;
	const household = pick(h, [...doors.keys()]);
	// Often whoever has just answered at the door.
	const answered = h.answered.at(-1);
	const person = answered && chance(h, 0.5) ? answered : pick(h, doors.get(household)!);
	const sat = { ...as(h, beside(s, person)) };
	const kind = h.random();
	if (kind < 0.4) await tryAtDesk(withdraw(sat, { id: id(), purpose: 'campaign-visit' }));
	else if (kind < 0.55)
		await tryAtDesk(
			askConsent(sat, { id: id(), person, purpose: 'campaign-visit', version: 1, answer: 'given', readAloud: true })
		);
	else if (kind < 0.75) await tryAtDesk(setNeeds(as(h, s.mai), { person, needs: ['companion'], was: [] }));
	else if (kind < 0.85) {
		const facts = {
			name: 'Mây Thị Lau',
			birthYear: 1950,
			birthDate: null,
			gender: 'female' as const,
			hamlet: 'thôn Cầu Mây'
		};
		await tryAtDesk(correctPerson(as(h, s.mai), { person, ...facts, source: 'paper' }));
	} else if (kind < 0.92) {
		const gone = await settleMore(
			s,
			`Mây Thị Lau ${pick(h, ['x', 'y'])}${Math.floor(h.random() * 1e6)
				.toString(36)
				.replace(/\d/g, 'q')}`
		);
		await tryAtDesk(mergePeople(as(h, s.mai), { id: id(), kept: person, gone }));
	} else await eraseSomebody(h, person);
}

async function eraseSomebody(h: History, person: string): Promise<void> {
	const { s } = h.world;
	if (h.model.erased.has(person) || h.model.erased.size > 1) return;
	const request = id();
	await tryAtDesk(makeRequest(as(h, beside(s, person)), { id: request, kind: 'deletion', purpose: null, words: null }));
	await tryAtDesk(acknowledgeRequest(as(h, s.thach), { request }));
	h.now += 2 * 86_400_000;
	const done = await erase(as(h, s.thach), { request }).then(
		() => true,
		() => false
	);
	if (!done) return;
	h.model.erased.add(person);
	await hear(h);
}

/** A disk fills up, or has room again. */
export const fillUp = (h: History, hand: Hand): void => fill(hand.name, chance(h, 0.5));
