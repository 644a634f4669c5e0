import { afterAll, beforeAll, expect, test } from 'vitest';
import { deviceKinds } from '#capabilities/access/rules-roles.ts';
import { rightsOf } from '#program/roles.ts';
import { doors } from '#program/rooms.ts';
import type { AnyDoor } from '#platform/dispatch.server.ts';
import { confirmTokenOf } from '#capabilities/cases/confirm.server.ts';
import { recordOfficialCode } from '#capabilities/filing/file.server.ts';
import { receive } from '#capabilities/cases/receive.server.ts';
import { inSession } from '#capabilities/cases/case-view.server.ts';
import { judgePaper } from '#capabilities/cases/papers.server.ts';
import { openIncident } from '#capabilities/incidents/open.server.ts';
import { callNext } from '#capabilities/counter/call.server.ts';
import { askHelp } from '#capabilities/counter/move.server.ts';
import { takeTicket } from '#capabilities/counter/take-ticket.server.ts';
import { planNeed } from '#capabilities/assistance/move-need.server.ts';
import { recordNeed } from '#capabilities/assistance/record-need.server.ts';
import { book, openSlots } from '#capabilities/readiness/book.server.ts';
import { policeCalendar } from '#capabilities/readiness/calendar.server.ts';
import { recordTriage } from '#capabilities/readiness/record-triage.server.ts';
import { answerPattern } from '#capabilities/lead-board/patterns.server.ts';
import { setFee } from '#capabilities/payments/set-fee.server.ts';
import { askConsent } from '#capabilities/privacy/consents.server.ts';
import { foundHousehold } from '#capabilities/residents/households.server.ts';
import { mapImport } from '#capabilities/imports/map.server.ts';
import { beginImport, keepSheet } from '#capabilities/imports/begin.server.ts';
import { setWhy } from '#capabilities/residents/set-needs.server.ts';
import { stepImport } from '#capabilities/imports/apply.server.ts';
import { mergePeople } from '#capabilities/residents/merge.server.ts';
import { makeRequest } from '#capabilities/data-rights/requests.server.ts';
import { letFollow } from '#capabilities/mandates/mandates.server.ts';
import { recordPerson } from '#capabilities/residents/record-person.server.ts';
import { anyone, system, type Actor } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { setScope } from '#platform/scope.server.ts';
import { deskId, settle } from '../seed/house.ts';
import { areaOf, knownOfField } from './support/field.ts';
import { beTheWorker } from './support/committed.ts';
import { fittingInput } from './support/fitting-input.ts';
import { device, listener, scene, type Scene } from './support/scene.ts';
import { copyAnswers, fill, sayYes, sitDown } from './support/story.ts';

// Takes a minute: every command and query of the product, asked by every kind of actor of another place with all the ids, codes and words
// of ours in hand: nothing of ours is answered, and nothing of ours changes. Then the same below the code.

// Imports are found wherever they lie: one file at a time plays the worker.
let letGo: () => Promise<void>;
beforeAll(async () => {
	letGo = await beTheWorker();
});
afterAll(() => letGo());

const id = (): string => crypto.randomUUID();
const CODE = '000.16.43.H56-260714-0019';
type Known = Record<string, unknown>;

/** A morning of ours, with one of everything, and what a stranger could have learned of it. */
async function morning(s: Scene): Promise<Known> {
	const ticket = id();
	await takeTicket(s.as(device('kiosk')), {
		id: ticket,
		centre: 1,
		matter: 'certification',
		procedure: null,
		priority: 'none'
	});
	await callNext(s.as(s.mai, 1), { desk: deskId('desk-2') });
	const call = id();
	await askHelp(s.as(device('kiosk'), 1), { id: call, where: 'kiosk' });
	const sitting = await sitDown(s, '2.000635', 2, s.som, ticket);
	await fill(s, sitting, { ...copyAnswers, 'registered-at': 'xã Mây Trắng Xa' });
	const paper = id();
	await judgePaper(s.as(sitting.guide, 3), {
		id: paper,
		case: sitting.case,
		paper: 'form-1',
		verdict: 'good',
		reason: 'giấy nhoè một góc'
	});
	await askConsent(s.as(sitting.guide, 3), {
		id: id(),
		person: s.som,
		purpose: 'campaign-visit',
		version: 1,
		answer: 'given',
		readAloud: true
	});
	const mandate = id();
	await letFollow(s.as(sitting.guide, 3), {
		id: mandate,
		agent: s.gia,
		until: 'year',
		evidence: 'said',
		readAloud: true
	});
	const need = id();
	await recordNeed(s.as(sitting.guide, 3), {
		...{ id: need, person: null, kind: 'e-id', urgency: 'today', source: 'counter', note: 'ở cuối ngõ bưởi' }
	});
	await planNeed(s.as(s.thach, 3), { need, helper: s.mai.id, plan: 'home-visit', promisedOn: '2026-07-16' });
	const ready = { want: 'level-2', card: 'chip', sim: 'own', phone: 'able', fingers: 'readable' } as const;
	await recordTriage(s.as(sitting.guide, 4), { id: id(), ...ready });
	const times = { day: '2026-07-20', from: '08:00', until: '09:00', each: 30, capacity: 2 } as const;
	await openSlots(s.as(s.thach, 4), { ...times, place: 'kit', hamlet: 'thôn Mây Bưởi Xa' });
	const slot = (await policeCalendar(s.as(s.thach, 4), {})).rows[0]!.slots[0]!.id;
	const booking = id();
	await book(s.as(sitting.guide, 4), { id: booking, slot, companion: s.lua.id });
	const kept = await registerOf(s);
	const field = await knownOfField(s, String(kept['household']));
	const pattern = id();
	await setScope(s.base.db as never, system('lead-board.patterns', new Set(), null, [1]), '');
	await s.base
		.db`select ask_visit_pattern(${pattern}, 1, ${s.mai.id}, '2026-07-14', 'fast', array[${id()}]::uuid[], array[0], now(), 6, now())`;
	await answerPattern(s.as(s.mai, 5), { pattern, words: 'máy hết pin ở bờ mương xa' });
	const incident = id();
	await openIncident(s.as(s.lua, 4), { id: incident, system: 'portal', since: null, words: 'trang lỗi ở bàn lim xa' });
	const request = id();
	const words = 'xoá giùm số nhà cũ ở ngõ bưởi';
	await makeRequest(s.as(sitting.guide, 4), { id: request, kind: 'access', purpose: null, words });
	await sayYes(s, sitting);
	await setFee(s.as(listener(['payments.set-fee'], sitting.case), 6), { case: sitting.case });
	const { slip, hash } = (await inSession(s.as(sitting.guide, 6), {}))!;
	await receive(s.as(s.mai, 7), { case: sitting.case });
	await recordOfficialCode(s.as(s.mai, 8), { case: sitting.case, code: CODE });
	return {
		...{
			case: sitting.case,
			session: sitting.session,
			ticket,
			call,
			paper,
			mandate,
			hash,
			slip,
			need,
			slot,
			booking,
			request,
			pattern,
			incident
		},
		...kept,
		...field,
		...{ person: s.som, owner: s.som, principal: s.som, agent: s.gia, helped: s.som, staff: s.lua.id },
		...{ centre: 1, place: 1, commune: 16543, desk: deskId('desk-2'), entry: 'FT-1', delivery: 1, device: id() },
		...{ words: '097150004127', typed: '097150004127||x|14031950|Nữ|x', code: slip, raw: '5', question: 'copies' },
		...{
			outsideAt: '2026-07-14T03:00:00.000Z',
			status: 4,
			amount: 16000,
			basis: 'family',
			...{
				promisedOn: '2026-07-20',
				helper: s.lua.id,
				note: 'x',
				after: null,
				companion: s.lua.id,
				day: '2026-07-21',
				reason: null
			},
			token: confirmTokenOf(s.base, sitting.case, hash),
			lastFour: '4127'
		}
	};
}

/** The register of ours: a household, why she comes first, a pair and a merge, and a sheet that waits to be taken. */
async function registerOf(s: Scene): Promise<Known> {
	const [household, merge, sheet] = [id(), id(), id()];
	await foundHousehold(s.as(s.lua, 5), {
		id: household,
		person: s.som,
		dwelling: null,
		address: 'ngõ Giếng Mây Xa',
		book: 'H1'
	});
	await setWhy(s.as(s.mai, 5), { person: s.som, belongs: [], ethnic: 'Mường', note: '' });
	const [kept, gone] = await Promise.all(
		['Đá Thị Cuội Xa', 'Da Thi Cuoi Xa'].map((name) =>
			settle(s.base, s.as(s.lua).now, {
				name,
				birth: 1960,
				gender: 'female',
				number: null,
				phone: null,
				hamlet: 'thôn Bến Gió',
				needs: []
			})
		)
	);
	await mergePeople(s.as(s.mai, 5), { id: merge, kept: kept!, gone: gone! });
	const file = new File(['Họ tên;Năm sinh\nĐá Thị Cuội Xa;1960\nĐá Văn Lăn;1961\n'], 'x.csv');
	await beginImport(s.as(s.thach, 5), { id: sheet, ...(await keepSheet(s.as(s.thach, 5), sheet, file)) });
	const work = { ...s.base, clock: () => s.as(s.thach, 5).now };
	while (await stepImport(work));
	await mapImport(s.as(s.thach, 6), { import: sheet, mapping: { name: 0, 'birth-year': 1 } });
	while (await stepImport(work));
	return {
		household,
		merge,
		import: sheet,
		kept,
		gone,
		one: kept,
		other: gone,
		member: s.gia,
		n: 2,
		from: 0,
		purpose: 'by-paper',
		source: 'card'
	};
}

/** Of us, and of nobody else in these scenes. */
const ours = (known: Known): string[] => [
	...[
		'Sương Thị Sớm',
		'097150004127',
		'0900000318',
		'xã Mây Trắng Xa',
		'giấy nhoè một góc',
		'ở cuối ngõ bưởi',
		'thôn Mây Bưởi Xa',
		'ngõ Giếng Mây Xa',
		'Đá Thị Cuội Xa',
		'xoá giùm số nhà cũ ở ngõ bưởi',
		'máy hết pin ở bờ mương xa',
		'trang lỗi ở bàn lim xa',
		CODE
	],
	known['slip'] as string
];

const TABLES = [
	...['case_file', 'case_answer', 'case_paper', 'case_status', 'confirmation', 'fee_line', 'payment', 'ticket'],
	...['assisted_session', 'encounter', 'person', 'consent', 'mandate', 'help_call', 'portal_task', 'device'],
	...['dwelling', 'household', 'household_member', 'vulnerability', 'twin_pair', 'person_merge', 'person_change'],
	...['sheet_import', 'import_row', 'import_mapping', 'import_place'],
	...[
		'field_area',
		'field_worker',
		'field_holding',
		'field_phone',
		'field_operation',
		'field_handover',
		'visit',
		'visit_pattern'
	],
	...['incident', 'incident_span', 'incident_line', 'incident_ticket', 'incident_file', 'portal_fault'],
	...['need', 'need_found', 'need_follow_up', 'readiness_triage', 'police_slot', 'police_booking', 'data_request']
];
/** What everybody may read: ours is what stands at our centre. */
const READ_BY_ALL = { desk: 'centre_id', opening: 'centre_id', centre: 'id' };

/** What our own staff see of every table: changed when anything of ours changed. */
async function fingerprint(s: Scene): Promise<string> {
	await setScope(s.base.db as never, s.mai, '');
	const parts: string[] = [];
	const { db } = s.base;
	for (const [table, at] of Object.entries(READ_BY_ALL)) {
		const [row] =
			await db`select md5(string_agg(t::text, '|' order by t::text)) as sum from ${db(table)} t where ${db(at)} = 1`;
		parts.push(`${table} ${row!['sum']}`);
	}
	for (const table of TABLES) {
		const [row] = await s.base
			.db`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from ${s.base.db(table)} t`;
		parts.push(`${table} ${row!['sum']}`);
	}
	return parts.join('\n');
}

/** Everybody who is not of our place. */
async function strangers(s: Scene): Promise<[string, Actor][]> {
	const other = id();
	await recordPerson(s.as(system('door', new Set(['residents.record-person']), null, [2])), {
		...{ id: other, commune: 16348, name: 'Xa Văn Lạ', birthYear: 1960, birthDate: null, gender: 'male', hamlet: null },
		...{ number: '097060009999', phone: null, needs: [], verified: true, madeUp: true }
	});
	const staffOf = (role: keyof typeof rightsOf): Actor => ({
		...s.rang,
		may: new Set(rightsOf[role]),
		desk: deskId('desk-2')
	});
	const resident: Actor = {
		...anyone(new Set(rightsOf.resident)),
		kind: 'resident',
		id: other,
		subject: other,
		authority: 'self'
	};
	const holder = id();
	const phone = (areas: string[], centre: number): Actor => ({
		...anyone(new Set(rightsOf.phone)),
		...{ kind: 'phone', id: s.rang.id, machine: id(), centres: [centre], areas }
	});
	return [
		// A volunteer of the next hamlet, who sits with nobody and with somebody.
		['the next hamlet’s phone', { ...phone([await areaOf(s, 'Ngõ Bên'), id()], 1), id: s.mai.id }],
		['the same, beside her', { ...phone([], 1), subject: s.som, session: id(), authority: 'present' }],
		['a phone of another commune', phone([id()], 2)],
		...(Object.keys(rightsOf) as (keyof typeof rightsOf)[]).map((role): [string, Actor] => [role, staffOf(role)]),
		['resident', resident],
		['slip', { ...anyone(new Set(rightsOf.slip)), kind: 'slip', id: holder, row: holder }],
		['anyone', anyone(new Set(rightsOf.public))],
		...deviceKinds.map((kind): [string, Actor] => [kind, { ...device(kind), centres: [2], desk: id() }])
	];
}

/** Whoever goes from door to door may write down somebody new in their own commune. */
const bringsSomebody = (actor: Actor, { called }: AnyDoor): boolean =>
	actor.kind === 'phone' && called === 'residents.record-unverified';

/** What anybody may do with a link, number or code that was given to them: it is theirs by holding it. */
const byHolding = new Set([
	'counter.leave',
	'counter.stay',
	'counter.take-ticket',
	'counter.ticket',
	'cases.find-slip',
	'cases.find-by-slip'
]);

test(
	'no command and no query answers or changes anything of another place',
	scene(async (s) => {
		const known = await morning(s);
		const all = await strangers(s);
		const before = await fingerprint(s);
		let asked = 0;
		for (const [who, actor] of all) {
			for (const door of [...doors.values()].filter(({ called }) => actor.may.has(called) && !byHolding.has(called))) {
				if (bringsSomebody(actor, door)) continue;
				asked++;
				const answer = await door(s.as(actor, 10), fittingInput(door, known) as never).catch(harmless);
				const said = JSON.stringify(answer ?? null);
				const told = ours(known).filter((word) => said.includes(word));
				expect([who, door.called, told]).toEqual([who, door.called, []]);
				if (door.kind === 'command')
					expect([who, door.called, await fingerprint(s)]).toEqual([who, door.called, before]);
			}
		}
		expect(asked).toBeGreaterThan(150);
	}),
	120_000
);

/** A refusal, an input that did not fit, or a wall below the code; anything else is a fault of ours. */
function harmless(reason: unknown): null {
	const code = (reason as { code?: string } | null)?.code ?? '';
	const known = reason instanceof Refusal || (reason as Error).name === 'ValiError' || /^(42501|22|23)/.test(code);
	if (!known) throw reason;
	return null;
}

test(
	'below the code: no table and no function of the database shows a stranger anything of ours',
	scene(async (s) => {
		const known = await morning(s);
		const tables = await s.base.db<{ name: string }[]>`
			select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = current_schema() and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration' and has_table_privilege(c.oid, 'select')`;
		const functions = await s.base.db<{ name: string; args: string[] }[]>`
			select p.proname as name, array(select format_type(t, null) from unnest(p.proargtypes) t) as args
			from pg_proc p join pg_namespace n on n.oid = p.pronamespace
			where n.nspname = current_schema() and has_function_privilege(p.oid, 'execute') and p.prokind = 'f' and p.provolatile <> 'i' and p.prorettype <> 'trigger'::regtype`;
		expect(tables.length).toBeGreaterThan(30);
		expect(functions.length).toBeGreaterThan(5);
		for (const [who, actor] of await strangers(s)) {
			await setScope(s.base.db as never, actor, '');
			for (const { name } of tables) {
				const rows = await s.base.db`select t::text as row from ${s.base.db(name)} t`.catch(() => []);
				const told = ours(known).filter((word) => JSON.stringify(rows).includes(word));
				expect([who, name, told]).toEqual([who, name, []]);
			}
			for (const { name, args } of functions) {
				const given = args.map((type) => valueOf(type, known));
				const call = `select ${name}(${args.map((type, n) => `$${n + 1}::${type}`).join(', ')})::text as said`;
				const rows = await (
					s.base.db as never as { savepoint: <T>(work: (sql: typeof s.base.db) => Promise<T>) => Promise<T> }
				)
					.savepoint((sql) => sql.unsafe(call, given as never) as never as Promise<unknown[]>)
					.catch(() => []);
				// A slip code or an official code is a key: it opens an id to whoever holds it, and no more.
				const told = ours(known).filter((word) => JSON.stringify(rows).includes(word));
				expect([who, name, told]).toEqual([who, name, []]);
			}
		}
	}),
	120_000
);

const valueOf = (type: string, known: Known): unknown =>
	({
		uuid: known['person'],
		integer: 1,
		text: CODE,
		bytea: Buffer.alloc(32),
		'bytea[]': [],
		'timestamp with time zone': new Date('2026-07-14T03:00:00Z')
	})[type] ?? null;
