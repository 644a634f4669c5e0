import { inject, test } from 'vitest';
import type { Demo } from '../tests/support/house.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { secondProgram } from '../tests/support/counted-house.ts';
import { callOf, doors } from '../tests/support/doors.ts';
import { comesAnew, confirmLink, everybody, widths, type People } from '../tests/journeys/everybody.ts';
import { everyPath, openedElsewhere } from '../tests/journeys/pages.ts';
import { openBrowser, origin, ports } from '../tests/journeys/walk.ts';
import { personId } from '#seed/house.ts';
import { adminOf, filling, type Filling } from './years-fill.ts';
import { explainAll, findIn, grown, logOf, type Found } from './years-plans.ts';
import { untilIdle } from './idle.ts';
import { percentile, say } from './say.ts';
import { MOST, tell, type Times } from './years-tell.ts';

// Each page and door in an empty house, in the same house with everybody of a commune in its register, and after five years (or `YEARS`); and how the
// database carries out what they ask then. A register grows with the commune; whether anything grows with the years is what the last two say.

type Call = { name: string; call: (at: string) => Promise<void> };

const SCALE = Number(process.env['YEARS_SCALE'] ?? 1);
const TIMES = Number(process.env['YEARS_TIMES'] ?? 3);
const ROUNDS = Number(process.env['YEARS_ROUNDS'] ?? 3);
/** Whoever expects to read more rows of a grown table than this is named beside those that read all. */
const MANY = 3000;
const GROWN = 10_000;
const SLOW_MS = 1000;

/** How many bytes each page was when it was opened last. A page on which more stands than before takes longer for that. */
const bytesOf = new Map<string, number>();

type Carried = Map<keyof People, string>;

async function carriedBy(people: People): Promise<Carried> {
	const all: Carried = new Map();
	for (const name of Object.keys(widths) as (keyof People)[]) {
		const cookies = await people[name].context.cookies();
		all.set(name, cookies.map((one) => `${one.name}=${one.value}`).join('; '));
	}
	return all;
}

/** Its status, and how many bytes it is. */
const open = async (at: string, path: string, cookie: string): Promise<{ status: number; bytes: number }> => {
	// A page that somebody asks for, and none that looks again by itself: who works there is not taken for gone.
	const headers = { cookie, 'accept-language': 'vi', 'sec-fetch-user': '?1' };
	const answer = await fetch(at + path, { headers, redirect: 'manual' });
	return { status: answer.status, bytes: (await answer.arrayBuffer()).byteLength };
};

/** Who leads is shown more of a page than who works there. */
const ORDER = (Object.keys(widths) as (keyof People)[]).toSorted(
	(a, b) => Number(b === 'leader') - Number(a === 'leader')
);

/** Each page, by the first who may open it; who is led elsewhere does not. */
async function pagesOf(paths: Map<string, string[]>, carried: Carried): Promise<Call[]> {
	const calls = new Map<string, Call>();
	for (const name of ORDER)
		for (const path of paths.get(name === 'leader' || name === 'chief' ? 'staff' : name) ?? []) {
			if (openedElsewhere.has(path) || calls.has(path)) continue;
			const { status } = await open(origin, path, carried.get(name)!);
			if (status !== 200) continue;
			const call = async (at: string): Promise<void> => {
				const answer = await open(at, path, carried.get(name)!);
				if (answer.status !== 200) throw new Error(`${path}: ${answer.status} for ${name}`);
				bytesOf.set(`${path} (${name})`, answer.bytes);
			};
			calls.set(path, { name: `${path} (${name})`, call });
		}
	return [...calls.values()];
}

function doorsOf(carried: Carried): Call[] {
	const demo = JSON.parse(readFileSync(join(inject('dataDir'), 'demo.json'), 'utf8')) as Demo;
	const cookies = {
		...{ mai: carried.get('session')!, thach: carried.get('leader')!, resident: carried.get('resident')! }
	};
	const given = { person: personId('Sương Thị Sớm1950-03-14') };
	return doors
		.filter((door) => 'key' in door)
		.map((door) => ({ name: `door ${door.name}`, call: (at) => callOf(at, demo, cookies, given)(door) }));
}

/** The median of some calls, one after the other; null where it does not open any more. */
async function medianOf({ name, call }: Call): Promise<number | null> {
	const took: number[] = [];
	try {
		// What takes a second is told as it is, once.
		for (let n = 0; n < TIMES && !(took[0]! > SLOW_MS); n++) {
			const begun = performance.now();
			await call(origin);
			took.push(performance.now() - begun);
		}
	} catch (fault) {
		console.log(`does not open: ${name}: ${String(fault).slice(0, 300)}`);
		return null;
	}
	return percentile(took, 0.5);
}

/** The front, which asks the database for nothing: as fast as the machine is just then. */
const PLAIN: Call = { name: 'plain', call: async (at) => void (await open(at, '/', '')) };
/** What it took in the first round that counted. A machine that has grown slower since is no page that has. */
let plainAtFirst: number | null = null;

/** What each takes in one round, as on the machine of the first round. */
async function roundOf(calls: readonly Call[], counts: boolean): Promise<Times> {
	const took = new Map<string, number>();
	const plain: number[] = [];
	for (const one of calls) {
		plain.push((await medianOf(PLAIN)) ?? Number.NaN);
		const ms = await medianOf(one);
		if (ms !== null) took.set(one.name, ms);
	}
	const base = percentile(plain, 0.5);
	if (counts) {
		plainAtFirst ??= base;
		say('  a page that asks for nothing', base, 'ms');
	}
	return new Map([...took].map(([name, ms]) => [name, (ms * (plainAtFirst ?? base)) / base]));
}

/** After a first round that warms it, the least of the medians of some rounds: whatever else runs on the machine only ever adds. */
async function timesOf(calls: readonly Call[], rounds: number): Promise<Map<string, number>> {
	const times = new Map<string, number>();
	// What the house still does of what came before is no part of a page.
	say('  the house came to rest after', await untilIdle(inject('dataDir')), 's, at most 180');
	for (let n = 0; n <= rounds; n++)
		for (const [name, took] of await roundOf(calls, n > 0))
			if (n > 0) times.set(name, Math.min(took, times.get(name) ?? took));
	return times;
}

/** The same later; whoever seems slower than before is looked at again. */
async function timesAgain(calls: readonly Call[], before: Times): Promise<Times> {
	const times = await timesOf(calls, ROUNDS);
	const slower = calls.filter(({ name }) => {
		const [was, is] = [before.get(name) ?? Infinity, times.get(name) ?? 0];
		return is > MOST * was && is < SLOW_MS;
	});
	for (const [name, again] of await timesOf(slower, ROUNDS)) times.set(name, Math.min(again, times.get(name) ?? again));
	return times;
}

/** How the database carries out each statement of each page, on a second program, whose connections write it down; how many read a grown table whole. */
async function plansOf(calls: readonly Call[]): Promise<number> {
	const [dataDir, port] = [inject('dataDir'), ports()['DATABASE_PORT']!];
	const admin = adminOf(dataDir, port);
	await explainAll(admin);
	const tables = await grown(admin, GROWN);
	const log = logOf(dataDir);
	const program = await secondProgram(dataDir);
	const found = new Map<string, Found & { by: Set<string> }>();
	try {
		for (const { name, call } of calls) {
			const mark = log.mark();
			await call(program.origin).catch((fault: unknown) => console.log(`${name}: ${String(fault).slice(0, 200)}`));
			for (const one of findIn(log.since(mark), tables, MANY)) {
				const key = `${one.table} ${one.how} ${one.statement}`;
				const known = found.get(key) ?? { ...one, by: new Set<string>() };
				known.by.add(name);
				found.set(key, known);
			}
		}
	} finally {
		await program.stop();
		await admin.end();
	}
	const all = [...found.values()].toSorted((a, b) => b.rows - a.rows);
	for (const { table, how, rows, statement, by } of all)
		console.log(
			`${how} of ${table}, ${Math.round(rows)} rows, ${by.size} pages as ${[...by][0]}\n    ${statement.slice(0, Number(process.env['YEARS_WORDS'] ?? 700))}`
		);
	const whole = all.filter(({ how }) => how === 'Seq Scan');
	say(`statements that read one of ${tables.size} grown tables from end to end`, whole.length, '', '0');
	say(`statements that expect more than ${MANY} rows of one`, all.length - whole.length, '');
	return whole.length;
}

/** Fills in while somebody looks at each page now and then: who works there is not taken for gone. */
async function fillAwake(calls: readonly Call[], fill: () => Promise<void>): Promise<void> {
	const awake = setInterval(() => void Promise.all(calls.map(({ call }) => call(origin).catch(() => {}))), 60_000);
	await fill().finally(() => clearInterval(awake));
}

test('nothing grows with the years', async () => {
	const browser = await openBrowser();
	let fill: Filling | undefined;
	try {
		const people = await everybody(browser);
		const paths = await everyPath(await confirmLink(people.session));
		await comesAnew(people.newcomer);
		const carried = await carriedBy(people);
		const calls = [...doorsOf(carried), ...(await pagesOf(paths, carried))];
		const empty = await timesOf(calls, ROUNDS);
		// An open page covers its machine when nobody has touched it for a quarter of an hour.
		for (const { page } of Object.values(people)) await page.goto('about:blank');
		fill = await filling(inject('dataDir'), ports()['DATABASE_PORT']!, SCALE);
		await fillAwake(calls, fill.register);
		const peopled = await timesAgain(calls, empty);
		const showed = new Map(bytesOf);
		await fillAwake(calls, fill.years);
		await comesAnew(people.newcomer);
		carried.set('newcomer', (await carriedBy(people)).get('newcomer')!);
		tell({ empty, peopled, aged: await timesAgain(calls, peopled) }, showed, bytesOf);
		// Last: from then on the database writes down what it does, which takes time.
		const whole = await plansOf(calls);
		if (whole > 0) throw new Error(`${whole} statements read a grown table from end to end`);
	} finally {
		await fill?.end();
		await browser.close();
	}
});
