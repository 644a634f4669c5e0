import { hamlets, loadHamlets } from '#capabilities/places/hamlets.server.ts';
import { foundHousehold, placeDoor } from '#capabilities/residents/households.server.ts';
import { settleMore, type Scene } from './scene.ts';

// A hamlet of made-up lanes: each runs north, the next one stands a hundred metres to the east.

const WORDS = 'Sen Súng Bưởi Chanh Quế Hồi Nhài Lựu Ổi Tre Lim Dừa Mít Xoan Gạo Đa Sậy Bần Lúa Ngâu'.split(' ');
const EAST = 0.00095;
const NORTH = 0.00014;

export const spotIn = (lane: number, n: number) => ({ lon: 105.7 + lane * EAST, lat: 19.6 + n * NORTH });

export type LaidDoor = { household: string; person: string; lane: string };

/** Lanes with so many doors each, one person behind each door; answers the hamlet and its doors. */
export async function laidHamlet(
	s: Scene,
	lanes: Record<string, number>,
	{ name = 'thôn Bến Gió', spots = true }: { name?: string; spots?: boolean } = {}
): Promise<{ hamlet: number; doors: LaidDoor[] }> {
	await loadHamlets(s.as(s.thach), { text: `thôn;ngõ\n${name};${Object.keys(lanes).join('|')}\nthôn Gò Nắng;ngõ Lạ` });
	const hamlet = (await hamlets(s.as(s.thach), {})).find((one) => one.name === name)!.id;
	const doors: LaidDoor[] = [];
	for (const [l, [lane, many]] of Object.entries(lanes).entries())
		for (let n = 0; n < many; n++) {
			const household = crypto.randomUUID();
			const named = `Sương Thị ${WORDS[n % WORDS.length]} ${WORDS[(l * 7 + Math.floor(n / WORDS.length)) % WORDS.length]}`;
			const person = await settleMore(s, named, 1960 + ((n * 7) % 40), { hamlet: name });
			await foundHousehold(s.as(s.lua), { id: household, person, dwelling: null, address: lane, book: null });
			if (spots) await placeDoor(s.as(s.lua), { household, point: spotIn(l, n) });
			doors.push({ household, person, lane });
		}
	return { hamlet, doors };
}
