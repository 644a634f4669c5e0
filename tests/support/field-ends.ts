import { counted, unsettled } from '#capabilities/field/box.server.ts';
import { readState } from '#capabilities/field/state.browser.ts';
import { system } from '#kernel/actor.ts';
import { setScope } from '#platform/scope.server.ts';
import { fill } from './field-faults.ts';
import { photosIn } from './field-files.ts';
import { papersIn } from './field-papers.ts';
import { as, awake, db, hear, id, meet, pairAnew, type Hand, type History } from './field-history.ts';

// How a history has to end, whatever happened in it.

const QUIET_ROUNDS = 8;

const isOnItsWay = (status: string): boolean => status === 'waiting' || status === 'later';

/** A phone comes to the server in clear air; answers whether that moved anything. */
async function comes(h: History, hand: Hand): Promise<boolean> {
	await awake(h, hand);
	const wasOpen = hand.unlocked !== null;
	let summary = await meet(h, hand, 'clear');
	if (summary?.fault === 'refused') {
		await pairAnew(h, hand, false);
		summary = await meet(h, hand, 'clear');
	}
	if (summary?.fault) h.faults.push(`phone ${hand.n} cannot come home: ${summary.fault}`);
	// Whoever was locked has its half of the key now, and pulls the next time.
	if (summary === null || summary.wiped || !wasOpen) return true;
	const said = await hand.phone!.outbox.all();
	const waits = said.filter(({ status, result }) => isOnItsWay(status) && result !== 'held').length;
	return summary.acknowledged + summary.pulled + waits > 0;
}

/** Phones for which the server has something more: a change, a door to let go of. */
async function behind(h: History, hands: readonly Hand[]): Promise<Hand[]> {
	await setScope(db(h), system('field.test', new Set()), id());
	const counters = new Map(
		(await db(h)<{ id: string; counter: number }[]>`select id, counter from field_area`).map((one) => [
			one.id,
			one.counter
		])
	);
	const leaving = new Set(
		(await db(h)<{ phoneId: string }[]>`select phone_id from field_leaving where gone_at is null`).map(
			(one) => one.phoneId
		)
	);
	const late: Hand[] = [];
	for (const hand of hands) {
		const mine = [...h.model.works.get(hand.staff.id)!];
		const { areas } = await readState(await awake(h, hand));
		const at = (area: string) => areas.find((one) => one.id === area)?.cursor;
		const same = areas.length === mine.length && mine.every((area) => at(area) === counters.get(area));
		if (!same || leaving.has(hand.id)) late.push(hand);
	}
	return late;
}

/** The air clears: every phone that is there comes to the server until nobody has anything more to say or to hear. */
export async function comeHome(h: History): Promise<void> {
	for (const hand of h.hands) fill(hand.name, false);
	let restless = h.hands.filter(({ disk }) => disk !== null);
	for (let round = 0; round < QUIET_ROUNDS && restless.length > 0; round++) {
		await hear(h);
		const moved: Hand[] = [];
		for (const hand of restless) if (!hand.wiped && (await comes(h, hand))) moved.push(hand);
		h.now += 60_000;
		const news = await hear(h);
		const there = h.hands.filter(({ disk, wiped }) => disk !== null && !wiped);
		restless = news > 0 || round === 0 ? [...new Set([...moved, ...(await behind(h, there))])] : moved;
	}
	h.now += 26 * 3_600_000;
}

type Row = {
	id: string;
	command: string;
	result: string;
	final: boolean;
	settled: boolean;
	sealed: boolean;
	people: string[];
};

type Told = { op: string; command: string; people: readonly string[] };
/** What is called done and was not. */
const undone = (said: Told, row: Row, done: ReadonlyMap<string, string>, stands: ReadonlySet<string>): string[] =>
	done.get(said.op) === said.command || isOne(row, said, stands)
		? []
		: [`${said.command} is ${row.result} and was never done`];

/** A need that the counter had written meanwhile is one need, and the photo of a file that was taken back is wanted no more. */
const isOne = (row: Row, { people }: { people: readonly string[] }, stands: ReadonlySet<string>): boolean =>
	row.result === 'merged' &&
	(row.command === 'cases.bring-photo' || (row.command === 'assistance.record-need' && stands.has(String(people[0]))));

/** Everything that must be so; answers what is not. */
export async function wrongIn(h: History): Promise<string[]> {
	const wrong = [...h.faults];
	await setScope(db(h), h.world.s.thach, id());
	const rows = new Map(
		(
			await db(h)<Row[]>`
				select id, command, result, final, settled_at is not null as settled, sealed is not null as sealed, people from field_operation`
		).map((row) => [row.id, row])
	);
	const done = new Map(
		(
			await db(h)<{ request: string; command: string }[]>`
		select request, command from journal where actor_kind = 'phone'`
		).map((row) => [row.request, row.command])
	);
	// What somebody needs that another wrote down before is one need.
	const stands = new Set(
		(await db(h)<{ personId: string }[]>`select distinct unnest(same_as(person_id)) as person_id from need`).map(
			({ personId }) => personId
		)
	);
	const shown = new Set((await unsettled(as(h, h.world.s.thach), {})).map((one) => one.id));
	for (const said of h.said.values()) {
		if (h.perished.has(said.op)) continue;
		const row = rows.get(said.op);
		const gone = said.people.length > 0 && said.people.every((one) => h.model.erased.has(one));
		if (!row) {
			if (!gone) wrong.push(`${said.command} of phone ${said.hand.n} is lost`);
			continue;
		}
		const is = ['applied', 'merged', 'conflict'].includes(row.result);
		if (is) wrong.push(...undone(said, row, done, stands));
		else if (done.has(said.op)) wrong.push(`${said.command} is ${row.result} and was done all the same`);
		else if (!row.settled && !shown.has(said.op) && !(row.result === 'rejected' && gone))
			wrong.push(`${said.command} of phone ${said.hand.n} is ${row.result}, final ${row.final}, and nobody sees it`);
		if (gone && row.sealed) wrong.push('words about somebody who is erased are kept');
	}
	for (const op of done.keys())
		if (!rows.has(op) && !h.byPaper.has(op)) wrong.push('something was done that no phone’s operation stands for');
	wrong.push(...(await doubled(h)), ...(await onPhones(h)), ...(await answers(h)), ...(await inReports(h, rows)));
	wrong.push(...(await photosIn(h, done)), ...(await papersIn(h)));
	return [...new Set(wrong)];
}

/** What a visit brought is there as often as it was said. */
async function doubled(h: History): Promise<string[]> {
	await setScope(db(h), h.world.s.thach, id());
	const visits = await db(h)<{ id: string; sat: number; taught: number }[]>`
		select v.id, (select count(*)::int from assisted_session s where s.visit_id = v.id) as sat,
			(select count(*)::int from encounter e join assisted_session s on s.id = e.session_id where s.visit_id = v.id) as taught
		from visit v`;
	const said = new Map(
		[...h.said.values()].flatMap(({ command, input }) =>
			command === 'assistance.record-visit' && input ? [[String(input['id']), input] as const] : []
		)
	);
	return visits.flatMap(({ id: visit, sat, taught }) => {
		const input = said.get(visit);
		if (!input) return [];
		const list = (name: string) =>
			(input[name] as { person: string }[]).filter(({ person }) => !h.model.erased.has(person)).length;
		const most = (name: string) => (input[name] as unknown[]).length;
		const fits = (n: number, name: string) => n >= list(name) && n <= most(name);
		return fits(sat, 'met') && fits(taught, 'taught')
			? []
			: [`a visit met ${sat} and taught ${taught}, and was said otherwise`];
	});
}

/** After all have come home, a phone holds the doors of its areas and no other, as they are, and nobody who is erased. */
async function onPhones(h: History): Promise<string[]> {
	const wrong: string[] = [];
	for (const hand of h.hands) {
		if (hand.wiped || !hand.phone || !hand.unlocked) continue;
		const mine = h.model.works.get(hand.staff.id)!;
		const rows = await hand.phone.rows.all();
		const has = new Set(rows.filter(({ kind }) => kind === 'household').map((row) => row.id));
		const should = [...h.model.holds].filter(([, area]) => area !== null && mine.has(area)).map(([door]) => door);
		const missing = should.filter((door) => !has.has(door));
		const waits = new Set(
			(await hand.phone.outbox.all())
				.filter(({ status, result }) => status === 'waiting' && result !== 'held')
				.map((row) => row.household)
		);
		const stray = [...has].filter((door) => h.model.holds.has(door) && !should.includes(door) && !waits.has(door));
		if (missing.length > 0) wrong.push(`phone ${hand.n} lacks ${missing.length} doors`);
		if (stray.length > 0) wrong.push(`phone ${hand.n} still holds ${stray.length} doors that others have`);
		for (const { sealed, area, id: row } of rows) {
			const text = await hand.unlocked.open(sealed, `row|${area}|${row}`);
			if ([...h.model.erased].some((person) => text.includes(person)))
				wrong.push(`phone ${hand.n} holds somebody who is erased`);
		}
		const left = (await hand.phone.outbox.all()).filter(
			({ people, status }) => status !== 'waiting' && people.some((one) => h.model.erased.has(one))
		);
		if (left.length > 0) wrong.push(`the outbox of phone ${hand.n} names somebody who is erased`);
	}
	return wrong;
}

type Answer = { id: string; personId: string; answer: string };

/** A yes stands over a no only where whoever asked knew of it. */
async function answers(h: History): Promise<string[]> {
	await setScope(db(h), h.world.s.thach, id());
	const all = await db(h)<Answer[]>`
		select id, person_id, answer from consent where purpose = 'campaign-visit' order by person_id, counts_at, id`;
	const by = Map.groupBy(all, ({ personId }) => personId);
	return [...by.values()].flatMap((list) => {
		const last = list.at(-1)!;
		const no = list.slice(0, -1).findLast(({ answer }) => answer !== 'given');
		const between = no ? list.slice(list.indexOf(no) + 1, -1) : [];
		const unheard =
			last.answer === 'given' && no && h.yes.has(last.id) && between.length === 0 && h.yes.get(last.id) !== no.id;
		return unheard ? ['a yes stands over a no that it had not heard of'] : [];
	});
}

/** What the leader's count says is what there is. */
async function inReports(h: History, rows: ReadonlyMap<string, Row>): Promise<string[]> {
	const told = await counted(as(h, h.world.s.thach), {});
	const sum = told.reduce((all, { count }) => all + count, 0);
	return sum === rows.size ? [] : [`the report counts ${sum} operations of ${rows.size}`];
}
