import type { Db } from '#platform/db.server.ts';
import { listAddresses } from './sql-address.server.ts';

/** Where a letter finds somebody: their name, line by line where they live, and the hamlet by which whoever carries letters goes. */
export type Address = { name: string; lines: readonly string[]; hamlet: string | null };

/**
 * Where letters find these people; of whom neither hamlet nor address is known, nothing stands there. Whoever lives in another commune has
 * the address as it was written down there.
 */
export async function addressesOf(db: Db, people: readonly string[]): Promise<Map<string, Address>> {
	const rows = await listAddresses(db, people);
	return new Map(
		rows.flatMap(({ person, name, elsewhere, said, address, lane, hamlet, commune, province }) => {
			if (name === null || !(said || address || hamlet)) return [];
			const lies = elsewhere
				? [said]
				: [address, address.includes(lane ?? '') ? null : lane, hamlet ?? said, commune, province];
			const lines = [...new Set(lies.flatMap((line) => line?.trim() || []))];
			return [[person, { name, lines, hamlet: elsewhere ? null : (hamlet ?? said) }]];
		})
	);
}
