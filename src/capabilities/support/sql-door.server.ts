import type { Db } from '#platform/db.server.ts';
import type { LentSupport } from './lent-support.ts';

type Lent = { centrePhone: string | null; policePhone: string | null; tickets: LentSupport['tickets'] };

/** The numbers that stand at a centre, and those of the tickets that somebody wrote at doors. */
export const findLent = async (
	sql: Db,
	{ staff, centre, since }: { staff: string; centre: number; since: Date }
): Promise<Pick<LentSupport, 'hotlines' | 'tickets'>> => {
	const [row] = await sql<Lent[]>`select * from support_lent(${staff}, ${centre}, ${since})`;
	const { centrePhone, policePhone, tickets } = row!;
	return { hotlines: { centre: centrePhone, police: policePhone }, tickets };
};
