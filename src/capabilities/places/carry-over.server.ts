import * as v from 'valibot';
import { plain } from '#kernel/plain.ts';
import { Refusal } from '#kernel/refusal.ts';
import type { Db } from '#platform/db.server.ts';
import { query } from '#platform/dispatch.server.ts';
import { carryOver, liesIn, type CarriedOver, type Carry } from './rules-old-address.ts';
import { findCommuneCode, findUnit, listUnits, listUnitsNamedIn, type NamedRow } from './sql-units.server.ts';

/** The commune, ward or special zone of a code of the public register, with its province. Refuses one that is not in it. */
export async function getUnit(sql: Db, code: string) {
	const unit = await findUnit(sql, code);
	if (!unit) throw new Refusal('unit-unknown');
	return unit;
}

/** Where an address of before July 2025 lies now; see `carryOver` for what is asked back. */
export async function carriedOver(sql: Db, address: string): Promise<CarriedOver> {
	const rows = await listUnitsNamedIn(sql, plain(address));
	return carryOver(address, rows.map(asCarry));
}

const asCarry = ({ oldCode, name, district, province, code, nowName }: NamedRow): Carry => ({
	from: oldCode === null ? null : { oldCode, name, district: district ?? '', province },
	to: { code, name: nowName }
});

/** For many addresses of one commune: where each lies, asked of units that are read once. */
export async function addressesOf(sql: Db, commune: number): Promise<(address: string) => ReturnType<typeof liesIn>> {
	const [code, rows] = [await findCommuneCode(sql, commune), await listUnits(sql)];
	const units = rows.map(asCarry);
	return (address) => (code === null ? null : liesIn(address, code, units));
}

export const CarryOver = v.object({
	address: v.pipe(v.string(), v.trim(), v.nonEmpty('address-missing'), v.maxLength(300))
});

/** The same for anybody who asks; the address goes nowhere else. */
export const oldAddress = query('places.old-address', CarryOver, ({ db }, { address }) => carriedOver(db, address));
