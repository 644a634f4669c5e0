import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { confirmTokenOf } from '#capabilities/cases/confirm.server.ts';
import { groupSlipCode, slipCodeFrom } from '#capabilities/cases/rules-codes.ts';
import { runningSet, type Tried } from '#capabilities/practice/rules-run.ts';
import { derive, readKeys } from '#platform/keys.server.ts';
import { personId, staffId } from '#seed/house.ts';
import type { Demo } from '../support/house.ts';
import { askHouse, origin } from './walk.ts';

// Every page that the routes hold: no list to keep. What an address asks for in brackets is taken from the house itself.

/** Who opens a page: whoever walks by, a paired device, a resident, an engineer, staff in a session, without one, behind three pictures, at a covered machine, with a printed password. */
export type Opener =
	| 'learner'
	| 'engineer'
	| 'beginner'
	| 'covered'
	| 'anybody'
	| 'newcomer'
	| 'device'
	| 'resident'
	| 'session'
	| 'staff';

/** Addresses of all pages, with their brackets; a page that stands alone (`+page@`) is one too. The app on a phone has an origin and a journey of its own (`field-day`). */
const routes = (): string[] =>
	globSync('src/routes/**/+page*.svelte')
		.map((file) => file.replaceAll('\\', '/').replace(/^src\/routes/, ''))
		.map((file) => file.replace(/\/\+page[^/]*$/, '').replace(/\/\([^)]+\)/g, '') || '/')
		.filter((route) => !/^\/ra-ngo(\/|$)/.test(route))
		.toSorted();

const openers: [RegExp, Opener][] = [
	[/^\/can-bo\/(dang-nhap|dang-nhap\/khoa-may|ma)$/, 'newcomer'],
	[/^\/can-bo\/khoa$/, 'covered'],
	[/^\/can-bo\/lan-dau$/, 'beginner'],
	[/^\/can-bo\/phien(\/|$)/, 'session'],
	[/^\/can-bo\/phieu-cua-toi(\/|$)/, 'engineer'],
	[/^\/can-bo\//, 'staff'],
	[/^\/(may-lay-so|bang-goi-so|man-hinh-hai)(\/|$)/, 'device'],
	[/^\/cua-toi(\/|$)/, 'resident'],
	[/^\/hoc(\/(?!khoa)|$)/, 'learner'],
	[/^\//, 'anybody']
];
const openerOf = (route: string): Opener => openers.find(([path]) => path.test(route))![1];

/** What one page shows besides, by what is asked of it in its address. */
const more: Record<string, string[]> = {
	'/': ['?trung-tam=1', '?trung-tam=99'],
	'/lay-so': ['?trung-tam=1', '?trung-tam=2&viec=land', '?viec=land', '?trung-tam=99'],
	'/nguoi-den-nha': ['?trung-tam=1', '?trung-tam=1&xem=lam-gi', '?trung-tam=1&so=000001', '?trung-tam=99'],
	'/can-bo/xin-den-nha': ['?viec=0', '?nha=0'],
	'/phieu-den-nha': ['?ma=12345678'],
	'/chung-nhan': ['?so=L123456789', '?trung-tam=1'],
	'/tim': ['?q=giay%20khai%20sinh', '?viec=tre-moi-sinh', '?nhac=ma'],
	'/may-lay-so': ['?buoc=viec', '?buoc=viec&trang=2', '?buoc=viec&trang=3', '?buoc=uu-tien&viec=land'],
	'/can-bo/giay-di-thon': ['?mat=0'],
	'/can-bo/ho-tro': ['?xem=free', '?xem=solved'],
	'/can-bo/ho-tro/moi': ['?ai=goi', '?ai=toi'],
	'/can-bo/nhu-cau': ['?xem=nguoi', '?xem=hoi-lai'],
	'/can-bo/nguoi-dan/[id]': ['?ly-do=by-paper'],
	'/can-bo/bao-tin/tien': ['?duong=sms', '?loi=test', '?ca=1'],
	'/can-bo/bao-tin/thu': ['?da=khong'],
	'/can-bo/danh-sach-goi': ['?viec=moi', '?viec=hoi-lai'],
	'/can-bo/bang-thon/nha': ['?xem=uncounted', '?xem=first-left', '?xem=promises', '?xem=phones', '?thon=0&xem=reached'],
	'/can-bo/dia-ban/[thon]': ['?giao', '?thu=ng%C3%B5%20%C4%90a&khu=A', '?khoanh=1,2&khu=Z'],
	'/can-bo/phien/san-sang': ['?hoi=1'],
	'/can-bo/ky-nang': ['?mo=T3.1'],
	'/can-bo/phien/xep-lop': ['?moi'],
	'/can-bo/phien/nghe-doan/[statement]': ['?nghe=T3.1-A1&chon=a'],
	'/cua-toi/viec-hoc/[statement]': ['?nghe=T3.1-A1&chon=b'],
	'/can-bo/phien/tap/[item]': ['?luot=3'],
	'/lop': ['?trung-tam=1', '?trung-tam=99'],
	'/mat-tien': ['?trung-tam=1', '?trung-tam=99'],
	'/the': ['?trung-tam=1', '?trung-tam=99'],
	'/the/[card]': ['?buoc=4&da=khac', '?trung-tam=1&buoc=2'],
	'/can-bo/lop-hoc/so-lieu': ['?theo=hamlet', '?theo=organisation', '?theo=age', '?tu=2026-02-30'],
	'/can-bo/lop-hoc/so-lieu/ai': ['?so=unknown'],
	'/kham-benh': ['?trung-tam=1', '?trung-tam=1&can=eyes', '?trung-tam=2', '?trung-tam=99'],
	'/cua-toi/tap/[item]': ['?luot=3']
};

/** Where the address alone leads on at once, what it is opened with instead. */
const instead: Record<string, string> = {
	'/dang-nhap': '?loi=resident-session-over',
	// Once everything is answered the session opens where she reads it all.
	'/can-bo/phien': '?cau=copies',
	'/can-bo/phieu-den-nha/in': '?tu=1&den=4'
};

/**
 * Papers of a session that has come further than ours: one needs her yes, the other a triage (`e-id-readiness` prints it). The page of
 * a parent, of whom our form does not ask (`birth-of-twins`). And the page of a house that is not open yet (`first-hour` opens one).
 */
export const openedElsewhere = new Set([
	'/can-bo/phien/cha-me',
	'/can-bo/phien/phieu/in',
	'/can-bo/phien/san-sang/in',
	'/mo-nha'
]);

const one = async (text: string): Promise<string> => {
	const [row] = await askHouse<{ id: string }>(text);
	if (!row) throw new Error(`nothing in the house for: ${text}`);
	return row.id;
};

/** The item of practice that comes next for Sương Thị Sớm: the page of any other leads back to the beginning. */
async function nextToTry(): Promise<string> {
	const who = personId('Sương Thị Sớm1950-03-14');
	const tried = await askHouse<Tried>(
		`select set_no as set, item, act, at from practice_answer where person_id = '${who}' order by at, id`
	);
	return runningSet(who, tried).next.id;
}

/** For each bracket the values with which its page is opened: real ones, and once something that does not exist. */
async function values(confirm: string): Promise<Record<string, string[]>> {
	const keys = readKeys(join(inject('dataDir'), 'keys.json'));
	const paid = await one('select case_id as id from payment where case_id is not null order by at desc limit 1');
	const rated = await one(
		'select coalesce(case_id, session_id) as id from rating_chance where used_at is null and expires_at > now() limit 1'
	);
	const ticket = await one('select id from ticket order by arrived_at desc limit 1');
	return {
		'/thu-tuc/[code]': ['2.000635', '1.014027', '1.001193', '2.001009'],
		'/can-bo/the-den-nha/[id]/in': [await one('select id from badge where ended_at is null order by id limit 1')],
		'/luot/[ticket]': [ticket],
		'/may-lay-so/phieu/[ticket]': [ticket],
		'/khen-che/[token]': [derive(keys, 'rating', rated).toString('base64url'), 'khong-co-duong-dan-nay-dau'],
		'/xac-nhan/[token]': [confirm, 'khong-co-duong-dan-nay-dau'],
		'/ghep-may/[kind]': ['may-lay-so', 'bang-goi-so', 'man-hinh-hai'],
		'/cua-toi/ho-so/[id]': [
			await one(
				`select id from case_file where helped_id = '${personId('Sương Thị Sớm1950-03-14')}' order by made_at desc limit 1`
			)
		],
		'/can-bo/bien-lai/[case]': [paid],
		'/can-bo/phien/giay-to/[paper]': [
			await one('select id from case_paper where sha256 is not null order by at desc limit 1')
		],
		'/can-bo/ho-so/[id]/giay-to/[paper]': [
			await one("select case_id || ' ' || id as id from case_paper where sha256 is not null order by at desc limit 1")
		],
		'/can-bo/ho-so/[id]': [
			await one('select id from case_file where status = 9 order by made_at desc limit 1'),
			await one('select id from case_file where status = 10 order by made_at desc limit 1')
		],
		'/can-bo/nguoi-dan/[id]': [personId('Sương Thị Sớm1950-03-14')],
		'/can-bo/giay-di-thon/[list]': [await one('select id from walk_list where ended is null order by number limit 1')],
		'/can-bo/giay-di-thon/dong/[row]': [await one('select id from walk_row where done is null order by n limit 1')],
		'/can-bo/can-bo-xa/[id]': [staffId('mai'), staffId('thach')],
		'/can-bo/dia-ban/[thon]': [
			await one("select id from place where kind = 'hamlet' and name = 'thôn Gò Nắng'"),
			await one("select id from place where kind = 'hamlet' and name = 'thôn Bãi Lau'")
		],
		'/can-bo/lop-hoc/[run]/xem': [
			await one(
				"select m.run_id || ' ' || m.person_id || ' T4.4' as id from class_mark m join class_run r on r.id = m.run_id join class_hand h on h.run_id = r.id where r.template = 'beginners' and h.part = 'assessor' and m.how = 'here' order by m.person_id limit 1"
			)
		],
		'/can-bo/lop-hoc/[run]/[no]/in': [
			await one("select run_id || ' ' || no as id from class_session order by day limit 1")
		],
		'/can-bo/lop-hoc/[run]/[no]': [
			await one("select run_id || ' ' || no as id from class_session order by day limit 1")
		],
		'/can-bo/lop-hoc/[run]/giay': [await one("select id from class_run where template = 'beginners' limit 1")],
		'/can-bo/lop-hoc/[run]': [
			await one("select id from class_run where template = 'beginners' limit 1"),
			await one("select id from class_run where template = 'self-protection' limit 1")
		],
		'/can-bo/phien/viec-hoc/[statement]': ['T3.1'],
		'/can-bo/phien/nghe-doan/[statement]': ['T3.1'],
		'/cua-toi/viec-hoc/[statement]': ['T3.1'],
		'/can-bo/phien/tap/[item]': [await nextToTry()],
		'/cua-toi/tap/[item]': [await nextToTry()],
		'/hoc/tap/[item]': [await nextToTry()],
		'/hoc/viec-hoc/[statement]': ['T3.2'],
		'/hoc/tap/viec/[errand]': ['book'],
		'/lop/[run]': [
			await one("select id from class_run where template = 'beginners' limit 1"),
			await one("select id from class_run where template = 'self-protection' and capacity = 4 limit 1")
		],
		'/can-bo/phien/tap/viec/[errand]': ['pay'],
		'/cua-toi/tap/viec/[errand]': ['file'],
		'/can-bo/tra-cuu/[id]': [staffId('mai')],
		'/can-bo/su-co/[id]': [await one('select id from incident where centre_id = 1 order by opened_at limit 1')],
		'/the/[card]': [
			'chu-to',
			await one(
				'select id from help_card where exists (select from help_card_event e where e.card = help_card.id::text) limit 1'
			)
		],
		'/can-bo/the/[card]/tep': [await one('select id from help_card order by made_at limit 1')],
		'/can-bo/the/[card]': [
			'chu-to',
			await one('select id from help_card order by made_at limit 1'),
			await one('select id from help_card order by made_at desc limit 1')
		],
		'/can-bo/mat-tien/[ticket]': [await one('select ticket_id as id from support_loss where centre_id = 1 limit 1')],
		'/can-bo/phieu-cua-toi/[ticket]': [await one('select id from support_ticket where given_at is not null limit 1')],
		'/can-bo/ho-tro/[ticket]': [
			await one('select id from support_ticket where number = 1 and centre_id = 1'),
			await one('select id from support_ticket where number = 2 and centre_id = 1')
		],
		'/can-bo/co-so/[business]': [await one('select id from business order by made_at limit 1')],
		'/cua-toi/thay-mat/[whom]': [await one('select id from business order by made_at limit 1')],
		'/can-bo/nhu-cau/[id]': [await one('select id from need where outcome is null and centre_id = 1 limit 1')],
		'/can-bo/hom-nay/[figure]': ['served', 'status?k=9', 'due', 'how', 'rating'],
		'/can-bo/bao-tin/loi/[fact]': ['filing.ready', 'cases.received?voi=nguoi-nha&tieng=hi'],
		'/can-bo/bao-tin/thu/[batch]': [await one('select id from notice_batch order by number limit 1')],
		'/can-bo/dan-cu/nhap/[id]': [await one('select id from sheet_import order by made_at desc limit 1')],
		'/can-bo/yeu-cau-du-lieu/[id]': [await one('select id from data_request order by received_at desc limit 1')]
	};
}

/** What a program does with the key of one of the staff. */
export async function byKey(login: string, command: string, input: object): Promise<void> {
	const { staff } = JSON.parse(readFileSync(join(inject('dataDir'), 'demo.json'), 'utf8')) as Demo;
	const said = await fetch(`${origin}/api/commands/${command}`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${staff.find((one) => one.login === login)!.apiKey}`,
			'content-type': 'application/json',
			'idempotency-key': crypto.randomUUID()
		},
		body: JSON.stringify({ id: crypto.randomUUID(), ...input })
	});
	if (!said.ok) throw new Error(`${command}: ${said.status} ${await said.text()}`);
}

/** Somebody pays at the desk: then there is a receipt. With `first`, it is whose slip `owedSlip` tells. */
export async function payCash(which: 'first' | 'last' = 'last'): Promise<void> {
	const [owed] = await askHouse<{ id: string; amount: number }>(`
		select case_id as id, sum(amount)::int as amount from fee_line f where void_at is null and centre_id = 1
			and not exists (select from payment p where p.case_id = f.case_id) group by 1 having sum(amount) > 0 order by 1 ${which === 'first' ? '' : 'desc'} limit 1`);
	await byKey('mai', 'payments.take-cash', { case: owed?.id, amount: owed?.amount });
}

/** The number on the slip of a paid file: whoever holds it opens what follows a file. */
export async function paidSlip(): Promise<string> {
	const keys = readKeys(join(inject('dataDir'), 'keys.json'));
	const paid = await one('select case_id as id from payment where case_id is not null order by at desc limit 1');
	return groupSlipCode(slipCodeFrom(derive(keys, 'slip', paid)));
}

/** Every address to open, by who opens it; `confirm` is the end of a link by which somebody says yes. */
export async function everyPath(confirm: string): Promise<Map<Opener, string[]>> {
	const known = await values(confirm);
	const paths = routes().flatMap((route) => {
		const held = Object.keys(known).find((head) => route === head || route.startsWith(`${head}/`));
		if (route.includes('[') && !held) throw new Error(`${route}: nothing to put into its brackets, see pages.ts`);
		const filled = held
			? known[held]!.map((value) =>
					String(value)
						.split(' ')
						.reduce((path, part) => path.replace(/\[[^\]]+\]/, part), route)
				)
			: [route + (instead[route] ?? '')];
		return [...filled, ...(more[route] ?? []).map((asked) => filled[0] + asked)].map((path) => [route, path] as const);
	});
	const byOpener = Map.groupBy(paths, ([route]) => openerOf(route));
	return new Map([...byOpener].map(([opener, list]) => [opener, list.map(([, path]) => path)]));
}

/** A slip on which something is owed: its code can be kept as a picture. */
export async function owedSlip(): Promise<string> {
	const keys = readKeys(join(inject('dataDir'), 'keys.json'));
	const owed = await one(`select f.case_id as id from fee_line f where void_at is null and centre_id = 1
		and not exists (select from payment p where p.case_id = f.case_id) group by 1 having sum(amount) > 0 order by 1 limit 1`);
	return groupSlipCode(slipCodeFrom(derive(keys, 'slip', owed)));
}

/** Every address that answers without a page, its brackets filled with what is in the house. */
export async function everyEndpoint(): Promise<string[]> {
	const paper = await one('select id from case_paper where sha256 is not null order by at desc limit 1');
	const file = await one('select case_id as id from case_paper where sha256 is not null order by at desc limit 1');
	const batch = await one('select id from notice_batch order by number limit 1');
	const held: Record<string, string> = {
		card: await one('select card_id as id from help_card_file order by at limit 1'),
		sha256: await one('select sha256 as id from help_card_file order by at limit 1'),
		paper,
		batch,
		id: file,
		name: 'places.centres',
		kind: 'may-lay-so',
		code: '0000'
	};
	return (
		globSync('src/routes/**/+server.ts')
			// A line does not end: `two-screens` opens it.
			.filter((name) => readFileSync(name, 'utf8').includes('export const GET') && !name.includes('duong-day'))
			.map((name) => name.replaceAll('\\', '/').replace(/^src\/routes|\/\+server\.ts$/g, ''))
			.map((name) => name.replace(/\/\([^)]+\)/g, '').replace(/\[([^\]]+)\]/g, (_, what: string) => held[what] ?? what))
			.toSorted()
	);
}

/** The end of the newest link for a yes, as the second screen would show it. */
export async function newestLink(): Promise<string> {
	const [link] = await askHouse<{ of: string; hash: string }>(
		"select case_id as of, encode(content_hash, 'hex') as hash from confirm_link order by expires_at desc limit 1"
	);
	return confirmTokenOf({ keys: readKeys(join(inject('dataDir'), 'keys.json')) }, link!.of, link!.hash);
}
