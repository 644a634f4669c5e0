import { writeXlsx } from 'hucre/xlsx';
import { asTcvn3, asVni, misread } from './old-letters.ts';

// Sheets as communes keep them, three hundred made-up people each, beside what each row really says.

/** What a row really says: null for what its sheet leaves open. */
export type Truth = {
	name: string;
	birthYear: number;
	gender: 'male' | 'female';
	number: string;
	hamlet: string;
	house: number;
	head: boolean;
};

export const HAMLETS = ['thôn Bến Gió', 'thôn Gò Nắng', 'thôn Đồng Vừng'];
const FAMILIES = 'Sương Gió Mây Nắng Mưa Suối Thông Cúc Mận Đào'.split(' ');
const GIVEN =
	'Sen Súng Bưởi Chanh Quế Hồi Nhài Lựu Dừa Mít Xoan Gạo Sậy Lúa Ngâu Thạch Khơi Rằng Sớm Già Bền Trôi Hạ Thu Đông Huệ Tùng Bách Khoai Đậu'.split(
		' '
	);
const two = (n: number): string => String(n).padStart(2, '0');

/** Three hundred people in houses of three, a third in each hamlet. `from` is the first year of birth, `province` that of their numbers. */
const people = (from = 1940, province = (_: number): string => '097'): Truth[] =>
	Array.from({ length: 300 }, (_, n) => {
		const gender = n % 2 === 0 ? 'female' : 'male';
		const birthYear = from + (from < 1910 ? n % 8 : n % 60);
		return {
			name: `${FAMILIES[Math.floor(n / 30)]!} ${gender === 'female' ? 'Thị' : 'Văn'} ${GIVEN[n % 30]!}`,
			birthYear,
			gender,
			number: `${province(n)}${gender === 'female' ? 1 : 0}${two(birthYear % 100)}${String(n).padStart(6, '0')}`,
			hamlet: HAMLETS[Math.min(2, Math.floor(n / 99))]!,
			house: Math.floor(n / 3),
			head: n % 3 === 0
		};
	});

type Cell = string | number | null;
type Sheet = {
	name: string;
	rows: Cell[][];
	hidden?: boolean;
	merges?: { startRow: number; startCol: number; endRow: number; endCol: number }[];
};

const HEADER = ['STT', 'Họ và tên', 'Năm sinh', 'Giới tính', 'Số CCCD', 'Quan hệ với chủ hộ', 'Mã hộ', 'Thôn'];
const sex = ({ gender }: Truth): string => (gender === 'male' ? 'Nam' : 'Nữ');
const relation = ({ head }: Truth): string => (head ? 'Chủ hộ' : 'Con');
const row = (one: Truth, n: number): Cell[] => [
	n + 1,
	one.name,
	one.birthYear,
	sex(one),
	one.number,
	relation(one),
	`H${one.house}`,
	one.hamlet
];

const sheet = (rows: Cell[][], more: Partial<Sheet> = {}): Sheet => ({ name: 'Nhân khẩu', rows, ...more });
const plainly = (all: Truth[]): Cell[][] => [HEADER, ...all.map(row)];
const written = (all: Truth[], write: (text: string) => string, which: (n: number) => boolean = () => true): Cell[][] =>
	plainly(all).map((cells, n) => cells.map((cell) => (typeof cell === 'string' && which(n) ? write(cell) : cell)));
/** Where cells of a column are left to the first row of a house. */
const onHeads = (all: Truth[], blank = [6, 7]): Cell[][] =>
	plainly(all).map((cells, n) =>
		n > 0 && !all[n - 1]!.head ? cells.map((cell, column) => (blank.includes(column) ? null : cell)) : cells
	);
const split = (all: Truth[], header: Cell[]): Cell[][] => [
	header,
	...all.map((one) => [
		one.name.split(' ').slice(0, -1).join(' '),
		one.name.split(' ').at(-1)!,
		one.birthYear,
		sex(one),
		one.number,
		relation(one),
		`H${one.house}`,
		one.hamlet
	])
];

/** Each kind: its people, its workbook, and what of them the sheet does not say. */
export const kinds: Record<string, { people: Truth[]; sheets: Sheet[]; before?: Sheet[] }> = {};
const kind = (name: string, all: Truth[], ...sheets: Sheet[]): void => void (kinds[name] = { people: all, sheets });

kind('plain', people(), sheet(plainly(people())));
kind('family and given name apart', people(), sheet(split(people(), ['Họ và tên đệm', 'Tên', ...HEADER.slice(2)])));
kind('one heading over both', people(), sheet(split(people(), ['Họ và tên', null, ...HEADER.slice(2)])));
kind('TCVN3', people(), sheet(written(people(), asTcvn3)));
kind('VNI', people(), sheet(written(people(), asVni)));
kind('UTF-8 byte by byte', people(), sheet(written(people(), misread)));
kind('half TCVN3, half Unicode', people(), sheet(written(people(), asTcvn3, (n) => n > 150)));
kind('house and hamlet of the head', people(), sheet(onHeads(people())));
kind(
	'house and hamlet merged',
	people(),
	sheet(onHeads(people()), {
		merges: people().flatMap(({ head }, n) =>
			head ? [6, 7].map((column) => ({ startRow: n + 1, startCol: column, endRow: n + 3, endCol: column })) : []
		)
	})
);
kind(
	'a worksheet for each hamlet',
	people(),
	...HAMLETS.map((hamlet) =>
		sheet(
			[
				HEADER.slice(0, 7),
				...people()
					.filter((one) => one.hamlet === hamlet)
					.map((one, i) => row(one, i).slice(0, 7))
			],
			{ name: hamlet.replace('thôn ', '') }
		)
	)
);
kind(
	'a hidden sheet first',
	people(),
	sheet(
		plainly(people(1950).map((one) => ({ ...one, name: `${one.name} Cũ`, number: one.number.replace('097', '096') }))),
		{ name: '2020', hidden: true }
	),
	sheet(plainly(people()))
);
kind(
	'born under Nam or Nữ',
	people(),
	sheet([
		['STT', 'Họ và tên', 'Năm sinh', null, 'Số CCCD', 'Mã hộ', 'Thôn'],
		[null, null, 'Nam', 'Nữ', null, null, null],
		...people().map((one, n) => [
			n + 1,
			one.name,
			one.gender === 'male' ? one.birthYear : null,
			one.gender === 'female' ? one.birthYear : null,
			one.number,
			`H${one.house}`,
			one.hamlet
		])
	])
);
const eaten = people(1901, (n) => (n % 3 === 0 ? '001' : '038'));
kind(
	'zeros lost',
	eaten,
	sheet(
		plainly(eaten).map((cells, n) =>
			n === 0 ? cells : cells.map((cell, column) => (column === 4 ? Number(cell) : cell))
		)
	)
);
const doubted = people();
kind(
	'digits lost',
	doubted,
	sheet(
		plainly(doubted).map((cells, n) =>
			n % 2 === 0 ? cells : cells.map((cell, column) => (column === 4 && n > 0 ? String(cell).slice(0, 11) : cell))
		)
	)
);
kind(
	'names that are none',
	people(),
	sheet(
		plainly(people()).map((cells, n) =>
			n % 3 !== 0 || n === 0
				? cells
				: cells.map((cell, column) =>
						column === 1
							? [String(cell).replace(/[ịă]/, '?'), `${cell} 2`, `${cell}*`, asTcvn3(String(cell))][(n / 3) % 4]!
							: cell
					)
		)
	)
);
const moved = people();
kinds['places outside the list'] = {
	people: moved,
	before: [sheet(plainly(moved))],
	sheets: [
		sheet(
			plainly(moved).map((cells, n) =>
				cells.map((cell, column) => (n > 0 && column === 7 && n % 2 === 0 ? 'xã Cũ, thôn 9' : cell))
			)
		)
	]
};

export const workbook = async (sheets: Sheet[]): Promise<Buffer> => Buffer.from(await writeXlsx({ sheets }));
