import type { Former, Carry } from './answers.ts';
import { plain, toned } from '#kernel/plain.ts';
import { bare, tonedName, type Mention } from './rules-address-words.ts';
import { PROVINCE_NAMES } from './rules-provinces.ts';

/** What is known: communes by their bare names, the districts that they lay in, and provinces: ours (`home`) and the others. */
export type Register = {
	communes: Map<string, Carry[]>;
	districts: Map<string, string>;
	provinces: Map<string, { marks: string[]; home: boolean }>;
	/** The districts that the former communes of a present one lay in. */
	laterOf: Map<string, Set<string>>;
};

/** Districts that were dissolved before July 2025 and that people still name, with what lay in them of the district that took over. */
const DISSOLVED = [
	{ name: 'Đông Sơn', into: 'thanh hoa', had: /^(dong |rung thong$|an hung$)/ },
	{ name: 'Tĩnh Gia', into: 'nghi son', had: /./ }
];

const districtsOf = ({ name, district }: Former): string[] => [
	bare(district),
	...DISSOLVED.filter(({ into, had }) => into === bare(district) && had.test(bare(name))).map((one) => plain(one.name))
];

export const nameOf = ({ from, to }: Carry): string => from?.name ?? to.name;

export function registerOf(carries: readonly Carry[], home: readonly string[]): Register {
	const formers = carries.flatMap(({ from, to }) => (from ? [{ from, code: to.code }] : []));
	const named = (names: readonly string[], ours: boolean) =>
		[...Map.groupBy(names, bare)].map(([name, some]) => [name, { marks: some.map(tonedName), home: ours }] as const);
	return {
		communes: Map.groupBy(carries, (carry) => bare(nameOf(carry))),
		districts: new Map([
			...formers.map(({ from }) => [bare(from.district), tonedName(from.district)] as const),
			...DISSOLVED.map(({ name }) => [plain(name), toned(name)] as const)
		]),
		provinces: new Map([...named(PROVINCE_NAMES, false), ...named(home, true)]),
		laterOf: new Map(
			[...Map.groupBy(formers, ({ code }) => code)].map(
				([code, some]) => [code, new Set(some.flatMap(({ from }) => districtsOf(from)))] as const
			)
		)
	};
}

/** Whether a commune lay in a district. A present one with a name that no former one had lies where those that it is of lay. */
export const layIn = ({ from, to }: Carry, district: string, { communes, laterOf }: Register): boolean =>
	from
		? districtsOf(from).includes(district)
		: !communes.get(bare(to.name))?.some((one) => one.from) && (laterOf.get(to.code)?.has(district) ?? false);

/** Whether a name was typed with marks that are none of these: Hóa is not Hòa, but "hoa" may be both. */
export const isOff = (mention: Mention, ...marks: readonly string[]): boolean =>
	mention.marked && !marks.includes(mention.toned);
