import * as v from 'valibot';
import { Refusal } from '#kernel/refusal.ts';
import type { Db } from '#platform/db.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { carryOver, liesIn } from './rules-old-address.ts';
import { registerOf, type Register } from './rules-register.ts';
import { findCommuneCode, findUnit, listHome, listUnits, type NamedRow } from './sql-units.server.ts';
import { CarriedOver, type Carry } from './answers.ts';

/** The commune, ward or special zone of a code of the public register, with its province. Refuses one that is not in it. */
export async function getUnit(sql: Db, code: string) {
	const unit = await findUnit(sql, code);
	if (!unit) throw new Refusal('unit-unknown');
	return unit;
}

const asCarry = ({ oldCode, name, district, province, code, nowName }: NamedRow): Carry => ({
	from: oldCode === null ? null : { oldCode, name, district: district ?? '', province },
	to: { code, name: nowName }
});

const asRegister = (rows: readonly NamedRow[]) =>
	registerOf(rows.map(asCarry), [...new Set(rows.map(({ province }) => province))]);

/** By the provinces that work here: a decree comes with a release, and a program that started knows all that there are. */
const registers = new Map<string, Register>();

async function registerHere(sql: Db): Promise<Register> {
	const home = await listHome(sql);
	const known = registers.get(home.join());
	if (known) return known;
	const register = asRegister(await listUnits(sql, home));
	registers.set(home.join(), register);
	return register;
}

/** Where an address of before July 2025 lies now; see `carryOver` for what is asked back. */
export async function carriedOver(sql: Db, address: string): Promise<CarriedOver> {
	return carryOver(address, await registerHere(sql));
}

/** For many addresses of one commune: where each lies, asked of units that are read once. */
export async function addressesOf(sql: Db, commune: number): Promise<(address: string) => ReturnType<typeof liesIn>> {
	const [code, register] = [await findCommuneCode(sql, commune), await registerHere(sql)];
	return (address) => (code === null ? null : liesIn(address, code, register));
}

/** Whether an address as a card writes it (hamlet, commune, district, province) lies in a commune; null where it does not say it for sure. */
export async function cardLiesIn(sql: Db, commune: number, address: string): Promise<'here' | 'elsewhere' | null> {
	const [code, found] = [await findCommuneCode(sql, commune), await carriedOver(sql, address)];
	if (found.kind === 'outside') return 'elsewhere';
	if (code === null || (found.kind !== 'one' && found.kind !== 'ask')) return null;
	const choices = found.kind === 'one' ? [found.carry] : found.choices;
	if (!choices.some(({ to }) => to.code === code)) return 'elsewhere';
	return found.kind === 'one' ? 'here' : null;
}

export const CarryOver = v.object({
	address: v.pipe(v.string(), v.trim(), v.nonEmpty('address-missing'), v.maxLength(300))
});

/** The same for anybody who asks; the address goes nowhere else. */
export const oldAddress = query(
	{
		name: 'places.old-address',
		group: ['at-work', 'public'],
		input: CarryOver,
		answer: CarriedOver,
		look: 'holds no name'
	},
	({ db }, { address }) => carriedOver(db, address)
);
