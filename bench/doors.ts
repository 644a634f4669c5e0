import { countedHouse, type Counted } from '../tests/support/counted-house.ts';
import { callOf, cookiesOf, doors } from '../tests/support/doors.ts';
import { startHouse } from '../tests/support/house.ts';
import { apiClient } from './api.ts';
import { percentile, seconds } from './say.ts';

type Row = Awaited<ReturnType<Counted['cost']>>;
const line = (name: string, cells: readonly string[]): void =>
	console.log(`${name.padEnd(20)}${cells.map((cell) => cell.padStart(12)).join('')}`);

/** What a door asked of the database, trip by trip: where it waits for itself. */
const asked = (row: Row): void =>
	row.asked.forEach((trip, n) =>
		trip.forEach((words) => console.log(`  ${n + 1}. ${words.replaceAll(/\s+/g, ' ').slice(0, 150)}`))
	);

/** Trips, statements, bytes and time of each watched door, warm and alone: the median of so many calls. Of one that is named after it (`bench doors board`) each statement too. */
export async function run(): Promise<void> {
	const times = Math.max(5, seconds(15));
	const house = await startHouse();
	const counted = await countedHouse(house.dataDir);
	try {
		const demo = house.demo();
		const mai = demo.staff.find(({ login }) => login === 'mai')!;
		const found = await apiClient(house.origin, mai.apiKey)('queries', 'residents.find', { words: 'suong thi som' });
		const person = (found.body as unknown as { id: string }[])[0]!.id;
		const call = callOf(counted.origin, demo, await cookiesOf(house.origin), { person });
		line('door', ['trips', 'budget', 'statements', 'kB', 'program ms', 'database ms']);
		const named = process.argv.slice(3).join(' ');
		for (const door of doors.filter(({ name }) => named === '' || name === named)) {
			for (let n = 0; n < 12; n++) await call(door);
			const rows: Row[] = [];
			for (let n = 0; n < times; n++) rows.push(await counted.cost(() => call(door)));
			const middle = (of: (row: Row) => number): number => percentile(rows.map(of), 0.5);
			line(door.name, [
				...[`${middle(({ trips }) => trips)}`, `${door.trips}`, `${middle(({ statements }) => statements)}`],
				(middle(({ bytes }) => bytes) / 1000).toFixed(1),
				middle(({ programMs }) => programMs).toFixed(1),
				middle(({ milliseconds }) => milliseconds).toFixed(1)
			]);
			if (named) asked(rows.toSorted((a, b) => a.trips - b.trips)[Math.floor(rows.length / 2)]!);
		}
	} finally {
		await counted.stop();
		await house.stop();
	}
}
